/** Members with late books: which, how long, what they were sent, and one more notice. */
import { Box, Button, Card, CardContent, Chip, Stack, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { day, moment } from '../shell/formats.js'
import { Listing } from '../shell/listing.js'
import { usePages } from '../shell/look.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import { friendship, saySent, sayTry } from './words.js'

type LateMember = components['schemas']['LateMember']

export function Late() {
  const pages = usePages(
    ['overdue'],
    async (after) =>
      (await ask(api.GET('/overdue', { params: { query: { limit: 30, ...(after ? { after } : {}) } } }))).data,
  )
  return (
    <Listing pages={pages} empty="연체한 회원이 없어요.">
      {(one) => <OneLate key={one.memberId} {...one} />}
    </Listing>
  )
}

const remind = async (memberId: string, headers: { 'Idempotency-Key': string }) =>
  (await ask(api.POST('/overdue/{memberId}/remind', { params: { path: { memberId }, header: headers } }))).data

function OneLate({ memberId, memberName, phone, channel, books, notices }: LateMember) {
  const notify = useNotify()
  const queries = useQueryClient()
  const { run, isRunning } = useCommand(remind)

  async function press() {
    const told = await run(memberId)
    if (!told) return
    notify(`${memberName}님께 ${told.number}번째 연체 알림을 보내요.`, { type: 'success' })
    await queries.invalidateQueries({ queryKey: ['desk', 'overdue'] })
  }
  return (
    <Card component="li">
      <CardContent>
        <Stack direction="row" sx={{ justifyContent: 'space-between', flexWrap: 'wrap', gap: 1 }}>
          <Box>
            <Typography component="h2" variant="h6">
              {memberName}
            </Typography>
            <Typography color="text.secondary">
              {phone ?? '전화번호 없음'} · {friendship[channel]}
            </Typography>
          </Box>
          <Button
            variant="outlined"
            disabled={isRunning}
            onClick={() => void press()}
            aria-label={`한 번 더 알리기: ${memberName}님`}
          >
            한 번 더 알리기
          </Button>
        </Stack>
        <Stack component="ul" spacing={0.5} sx={{ pl: 2.5, my: 1.5 }}>
          {books.map(({ rentalId, title, bookNo, copyNo, dueOn, daysLate }) => (
            <li key={rentalId}>
              {title}{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                #{bookNo}-{copyNo} · {day(dueOn)}까지
              </Box>{' '}
              <Chip size="small" color="error" variant="outlined" label={`${daysLate}일 지남`} />
            </li>
          ))}
        </Stack>
        {notices.length === 0 ? (
          <Typography color="text.secondary">아직 보낸 알림이 없어요.</Typography>
        ) : (
          <Stack component="ul" spacing={0.5} sx={{ pl: 2.5, m: 0 }} aria-label="보낸 알림">
            {notices.map((notice) => (
              <li key={notice.noticeId}>
                {moment(notice.createdAt)} · {saySent(notice)}
                {notice.tries.map((one) => (
                  <Typography key={one.channel} variant="body2" color="text.secondary">
                    {sayTry(one)}
                  </Typography>
                ))}
              </li>
            ))}
          </Stack>
        )}
      </CardContent>
    </Card>
  )
}
