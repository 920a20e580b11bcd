/** Members whom no message reached with something that still matters. */
import { Box, Card, CardContent, Stack, Typography } from '@mui/material'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { ExportButton } from '../shell/export-button.js'
import { day, moment } from '../shell/formats.js'
import { Listing } from '../shell/listing.js'
import { usePages } from '../shell/look.js'
import { ask } from '../shell/problem.js'
import { friendship, sayChannel } from './words.js'

type Call = components['schemas']['Call']

export function ToCall() {
  const pages = usePages(
    ['calls'],
    async (after) =>
      (await ask(api.GET('/calls', { params: { query: { limit: 30, ...(after ? { after } : {}) } } }))).data,
  )
  return (
    <Stack spacing={1}>
      <Box>
        <ExportButton of="calls" />
      </Box>
      <Listing pages={pages} empty="전화할 회원이 없어요.">
        {(call) => (
          <Card component="li" key={call.noticeId}>
            <CardContent>
              <Typography component="h2" variant="h6">
                {call.memberName} · {call.phone ?? '전화번호 없음'}
              </Typography>
              <Typography>{sayMatter(call)}</Typography>
              <Typography color="text.secondary" variant="body2">
                {moment(call.createdAt)}에 보내려 했어요 · {friendship[call.channel]}
              </Typography>
              <Stack component="ul" sx={{ pl: 2.5, m: 0 }}>
                {call.misses.map(({ channel, reason }) => (
                  <Typography component="li" variant="body2" color="text.secondary" key={channel}>
                    {sayChannel(channel)}: {reason}
                  </Typography>
                ))}
              </Stack>
            </CardContent>
          </Card>
        )}
      </Listing>
    </Stack>
  )
}

function sayMatter({ about, books, pickupUntil }: Call): string {
  const titles = books.map(({ title, bookNo }) => `${title} #${bookNo}`).join(', ')
  if (about === 'overdue') return `연체: ${titles}`
  if (about === 'claim-settled') return `반납 확인 결과: ${titles}`
  return `예약한 책이 준비됐어요: ${titles}${pickupUntil === null ? '' : ` (${day(pickupUntil)}까지)`}`
}
