/** What an import of the file would do: its columns to correct, its first books, and the rows it would leave out. */
import { Alert, Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { Columns } from './columns.js'
import { FirstBooks } from './first-books.js'
import { RefusedRows } from './refused-rows.js'
import { count } from '../shell/formats.js'
import { countsSentence, type Mapping, type Preview } from './words.js'

type Props = {
  readonly seen: Preview
  readonly isBusy: boolean
  readonly onMapping: (mapping: Mapping) => void
  readonly onStart: () => void
}

export function LookedAt({ seen, isBusy, onMapping, onStart }: Props) {
  const { report, refusals, refusedByReason } = seen
  const comes = report ? report.taken + report.joined : 0
  return (
    <Card>
      <CardContent>
        <Stack spacing={3}>
          <Stack spacing={1}>
            <Typography component="h2" variant="h6">
              이렇게 읽었어요
            </Typography>
            {report ? (
              <Typography role="status">{countsSentence(report)}</Typography>
            ) : (
              <Alert severity="warning">어느 열이 제목인지 알 수 없어요. 아래에서 제목 열을 골라 주세요.</Alert>
            )}
            {report?.notices.map((notice) => (
              <Alert key={notice} severity="info">
                {notice}
              </Alert>
            ))}
            {report?.stopped && <Alert severity="warning">{report.stopped}</Alert>}
          </Stack>
          {seen.columns.length > 0 && <Columns columns={seen.columns} isBusy={isBusy} onMapping={onMapping} />}
          {seen.firstBooks.length > 0 && <FirstBooks books={seen.firstBooks} />}
          {report && report.refused > 0 && (
            <Stack spacing={1}>
              <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 700 }}>
                빠질 줄 {count(report.refused)}
              </Typography>
              <Stack component="ul" sx={{ m: 0, pl: 2.5 }}>
                {refusedByReason.map(({ reason, sentence, rows }) => (
                  <li key={reason}>
                    {sentence} ({count(rows)}줄)
                  </li>
                ))}
              </Stack>
              <RefusedRows rows={refusals} />
              {report.refused > refusals.length && (
                <Typography variant="body2" color="text.secondary">
                  처음 {count(refusals.length)}줄만 보여드려요.
                </Typography>
              )}
            </Stack>
          )}
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
            <Button variant="contained" size="large" disabled={isBusy || comes === 0} onClick={onStart}>
              가져오기 시작
            </Button>
            <Typography color="text.secondary">
              {comes > 0 ? '잘못 넣어도 통째로 되돌릴 수 있어요.' : '새로 들어올 책이 없어요.'}
            </Typography>
          </Stack>
        </Stack>
      </CardContent>
    </Card>
  )
}
