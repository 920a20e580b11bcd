/** Refunds to do: money to hand out, payments to look up at KakaoPay, and those KakaoPay is still at. */
import { Alert, Button, Card, CardContent, Link as Anchor, Stack, TextField, Typography } from '@mui/material'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Title, useNotify } from 'react-admin'
import { Link } from 'react-router-dom'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { moment, won } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { useCommand } from '../shell/use-command.js'

type Refund = components['schemas']['Refund']
type Key = { 'Idempotency-Key': string }

const payOut = ({ refundId, note }: { refundId: string; note: string }, header: Key) =>
  ask(api.POST('/refunds/{refundId}/pay-out', { params: { path: { refundId }, header }, body: { note } }))
const putBack = (refundId: string, header: Key) =>
  ask(api.POST('/refunds/{refundId}/put-back', { params: { path: { refundId }, header } }))
const settle = ({ refundId, isCancelled }: { refundId: string; isCancelled: boolean }, header: Key) =>
  ask(api.POST('/refunds/{refundId}/settle', { params: { path: { refundId }, header }, body: { isCancelled } }))

/** Its words stay on one line. */
const whole = { flexShrink: 0, whiteSpace: 'nowrap' } as const

const sections = [
  { state: 'at-desk', title: '도서관에서 드릴 돈' },
  { state: 'parked', title: '카카오페이 가맹점 화면에서 확인할 환불' },
  { state: 'under-way', title: '카카오페이에서 취소하고 있어요. 기다리시면 돼요' },
] as const

export function Refunds() {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['refunds'],
    queryFn: async ({ pageParam }) =>
      (await ask(api.GET('/refunds', { params: { query: pageParam ? { after: pageParam } : {} } }))).data,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const refunds = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Stack spacing={2} sx={{ maxWidth: 860, mt: 2 }}>
      <Title title="환불" />
      {error && <Alert severity="error">불러오지 못했어요. 잠시 뒤에 다시 열어 주세요.</Alert>}
      {data && refunds.length === 0 && <Alert severity="success">끝나지 않은 환불이 없어요.</Alert>}
      {sections.map(({ state, title }) => {
        const some = refunds.filter((refund) => refund.state === state)
        if (some.length === 0) return null
        return (
          <section key={state} aria-label={title}>
            <Typography component="h2" variant="h6" gutterBottom>
              {title}
            </Typography>
            <Stack spacing={1} component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {some.map((refund) => (
                <RefundCard key={refund.refundId} refund={refund} />
              ))}
            </Stack>
          </section>
        )
      })}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>더 보기</Button>}
    </Stack>
  )
}

function RefundCard({ refund }: { refund: Refund }) {
  const { refundId, refundNumber, memberId, memberName, amountWon, atDeskWon, toLookUp, state } = refund
  const notify = useNotify()
  const queries = useQueryClient()
  const paying = useCommand(payOut)
  const putting = useCommand(putBack)
  const settling = useCommand(settle)
  const isRunning = paying.isRunning || putting.isRunning || settling.isRunning

  async function after(done: Promise<unknown>, words: string) {
    if (await done) notify(words, { type: 'success' })
    await queries.invalidateQueries({ queryKey: ['refunds'] })
  }
  function pay(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    void after(paying.run({ refundId, note: typed(event.currentTarget, 'note') }), '드린 것으로 적었어요.')
  }
  return (
    <Card component="li" variant="outlined">
      <CardContent>
        <Typography sx={{ fontWeight: 700 }}>
          {memberName === null ? (
            '탈퇴한 회원'
          ) : (
            <Anchor component={Link} to={`/members/${memberId}/show`}>
              {memberName}
            </Anchor>
          )}{' '}
          · {won(state === 'at-desk' ? atDeskWon : (toLookUp?.amountWon ?? amountWon))}
        </Typography>
        <Typography variant="body2" color="text.secondary" gutterBottom>
          환불번호 {refundNumber} · {moment(refund.requestedAt)} 신청
          {toLookUp?.triedAt && ` · ${moment(toLookUp.triedAt)}에 취소를 요청`}
        </Typography>
        {state === 'at-desk' && (
          <Stack
            component="form"
            direction={{ xs: 'column', sm: 'row' }}
            spacing={1}
            sx={{ mt: 1 }}
            onSubmit={pay}
            aria-label={`환불 ${refundNumber}`}
          >
            <TextField
              name="note"
              label="어떻게 드렸나요"
              defaultValue="현금"
              size="small"
              required
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
            <Button type="submit" variant="contained" disabled={isRunning} sx={whole}>
              드렸어요
            </Button>
            <Button
              variant="outlined"
              disabled={isRunning}
              sx={whole}
              onClick={() => void after(putting.run(refundId), '적립금에 다시 넣었어요.')}
            >
              적립금에 되돌리기
            </Button>
          </Stack>
        )}
        {state === 'parked' && (
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
            <Button
              variant="contained"
              disabled={isRunning}
              onClick={() => void after(settling.run({ refundId, isCancelled: true }), '취소된 것으로 적었어요.')}
            >
              취소됐어요
            </Button>
            <Button
              variant="outlined"
              disabled={isRunning}
              sx={whole}
              onClick={() =>
                void after(settling.run({ refundId, isCancelled: false }), '도서관에서 드릴 돈으로 옮겼어요.')
              }
            >
              취소되지 않았어요
            </Button>
          </Stack>
        )}
      </CardContent>
    </Card>
  )
}
