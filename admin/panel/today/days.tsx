/** The last two weeks, day by day. */
import { Box, Card, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import { count, day, won } from '../shell/formats.js'
import { ExportButton } from '../shell/export-button.js'
import type { Dashboard } from '../board/dashboard.js'

const shownDays = 14

type Day = Dashboard['days'][number]

const columns: readonly { readonly name: string; readonly say: (of: Day) => string }[] = [
  { name: '대여', say: ({ rentals }) => count(rentals) },
  { name: '반납', say: ({ returns }) => count(returns) },
  { name: '카카오페이', say: ({ kakaoPayWon }) => won(kakaoPayWon) },
  { name: '현금', say: ({ cashWon }) => won(cashWon) },
  { name: '대여료', say: ({ feesWon }) => won(feesWon) },
  { name: '환불 신청', say: ({ refundsWon }) => won(refundsWon) },
]

export function Days({ days }: Pick<Dashboard, 'days'>) {
  const month = days.at(-1)?.day.slice(0, 7)
  return (
    <Box component="section" id="days" aria-label="날마다">
      <Box sx={{ mb: 1, display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap' }}>
        <Typography component="h3" variant="h6">
          날마다
        </Typography>
        {month && <ExportButton of="day-books" query={{ month }} called="이번 달 장부 내려받기" />}
      </Box>
      <Card variant="outlined">
        <TableContainer tabIndex={0} role="region" aria-label="날마다, 옆으로 넘겨 볼 수 있어요">
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>날짜</TableCell>
                {columns.map(({ name }) => (
                  <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {name}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {days
                .slice(-shownDays)
                .toReversed()
                .map((of) => (
                  <TableRow key={of.day}>
                    <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                      {day(of.day)}
                    </TableCell>
                    {columns.map(({ name, say }) => (
                      <TableCell key={name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                        {say(of)}
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
            </TableBody>
          </Table>
        </TableContainer>
      </Card>
    </Box>
  )
}
