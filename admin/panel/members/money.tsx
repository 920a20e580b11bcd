/** The wallet: what the desk does to it by hand, money back, and every line. */
import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { api } from '../api/client.js'
import { moment, won } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import { ledgerNames, type Member } from './source.js'

const deeds = {
  cash: { name: '현금을 받았어요', why: '영수증 번호', said: '충전했어요.' },
  give: { name: '선물로 드려요', why: '까닭 (회원에게 보여요)', said: '드렸어요.' },
  'take-back': { name: '선물을 되찾아요', why: '까닭 (회원에게 보여요)', said: '되찾았어요.' },
  refund: { name: '돌려드려요 (환불)', why: '', said: '환불을 신청했어요.' },
} as const
type Deed = keyof typeof deeds

type Asked = { readonly memberId: string; readonly deed: Deed; readonly amountWon: number; readonly reason: string }

async function carryOut(
  { memberId, deed, amountWon, reason }: Asked,
  header: { 'Idempotency-Key': string },
): Promise<true> {
  const params = { path: { memberId }, header }
  const body = { amountWon, reason }
  if (deed === 'cash') await ask(api.POST('/members/{memberId}/points/cash', { params, body }))
  else if (deed === 'give') await ask(api.POST('/members/{memberId}/points/give', { params, body }))
  else if (deed === 'take-back') await ask(api.POST('/members/{memberId}/points/take-back', { params, body }))
  else await ask(api.POST('/members/{memberId}/refunds', { params, body: { amountWon } }))
  return true
}

export function Money({ member, onChanged }: { member: Member; onChanged: () => void }) {
  const { memberId } = member
  const [deed, setDeed] = useState<Deed>('cash')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const notify = useNotify()
  const queries = useQueryClient()
  const { run, isRunning } = useCommand(carryOut)

  async function send(event: FormEvent) {
    event.preventDefault()
    if (!(await run({ memberId, deed, amountWon: Number(amount), reason }))) return
    notify(`${won(Number(amount))} · ${deeds[deed].said}`, { type: 'success' })
    setAmount('')
    setReason('')
    void queries.invalidateQueries({ queryKey: ['ledger', memberId] })
    onChanged()
  }
  return (
    <Stack spacing={2}>
      <Typography>
        잔액 <strong>{won(member.balanceWon)}</strong> · 돌려드릴 수 있는 돈 {won(member.refundableWon)} · 선물{' '}
        {won(member.bonusWon)}
      </Typography>
      <Stack
        component="form"
        spacing={1}
        direction={{ xs: 'column', md: 'row' }}
        useFlexGap
        onSubmit={(event) => void send(event)}
        aria-label="적립금 바꾸기"
      >
        <TextField
          select
          label="할 일"
          value={deed}
          onChange={(event) => setDeed(event.target.value as Deed)}
          sx={{ minWidth: 170 }}
        >
          {Object.entries(deeds).map(([key, { name }]) => (
            <MenuItem key={key} value={key}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="금액(원)"
          type="number"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          slotProps={{ htmlInput: { min: 1, step: 1 } }}
          required
        />
        {deeds[deed].why !== '' && (
          <TextField
            label={deeds[deed].why}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
            required
          />
        )}
        <Button type="submit" variant="contained" disabled={isRunning}>
          하기
        </Button>
      </Stack>
      <Ledger memberId={memberId} />
    </Stack>
  )
}

function Ledger({ memberId }: { memberId: string }) {
  const { data, hasNextPage, fetchNextPage, isSuccess } = useInfiniteQuery({
    queryKey: ['ledger', memberId],
    queryFn: async ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam ? { after: pageParam } : {}) }
      return (await ask(api.GET('/members/{memberId}/ledger', { params: { path: { memberId }, query } }))).data
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const lines = data?.pages.flatMap(({ items }) => items) ?? []
  if (isSuccess && lines.length === 0) return <Typography color="text.secondary">아직 내역이 없어요.</Typography>
  return (
    <>
      <Stack component="ol" aria-label="적립금 내역" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {lines.map((line) => (
          <Stack
            component="li"
            direction="row"
            key={line.lineNo}
            sx={{ justifyContent: 'space-between', gap: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}
          >
            <div>
              <Typography sx={{ overflowWrap: 'anywhere' }}>
                {[ledgerNames[line.kind], line.title, line.reason].filter(Boolean).join(' · ')}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {moment(line.writtenAt)}
              </Typography>
            </div>
            <Stack sx={{ textAlign: 'right', flexShrink: 0 }}>
              <Typography sx={{ fontWeight: 700 }}>
                {line.amountWon > 0 ? '+' : ''}
                {won(line.amountWon)}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                잔액 {won(line.balanceAfterWon)}
              </Typography>
            </Stack>
          </Stack>
        ))}
      </Stack>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>더 보기</Button>}
    </>
  )
}
