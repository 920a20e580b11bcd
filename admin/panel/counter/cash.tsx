/** Cash for what is missing: taken here, and the book is rented with it. */
import { Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent, type Ref } from 'react'
import { won } from '../shell/formats.js'

type Props = {
  readonly missingWon: number
  readonly leastWon: number
  readonly amountField: Ref<HTMLInputElement>
  onPaid(amountWon: number, receipt: string): void
}

export function Cash({ missingWon, leastWon, amountField, onPaid }: Props) {
  const [amount, setAmount] = useState(String(Math.max(leastWon, Math.ceil(missingWon / 1_000) * 1_000)))
  const [receipt, setReceipt] = useState('')

  function pay(event: FormEvent) {
    event.preventDefault()
    onPaid(Number(amount), receipt.trim())
  }
  return (
    <Stack
      component="form"
      aria-label="현금 충전"
      onSubmit={pay}
      spacing={1}
      sx={{ p: 2, border: 1, borderColor: 'divider', borderRadius: 2 }}
    >
      <Typography component="h2" variant="h6">
        {won(missingWon)}이 모자라요. 현금을 받고 바로 빌려줄 수 있어요. (F8)
      </Typography>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        <TextField
          label="받은 금액(원)"
          type="number"
          inputRef={amountField}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          slotProps={{ htmlInput: { min: leastWon, step: 1 } }}
          required
        />
        <TextField
          label="영수증 번호"
          value={receipt}
          onChange={(event) => setReceipt(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          required
        />
        <Button type="submit" variant="contained">
          받고 대여하기
        </Button>
      </Stack>
    </Stack>
  )
}
