/** What could not be taken back, and why. */
import { Alert, Card, CardContent, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { day } from '../shell/formats.js'
import { leftThere, type LeftThere } from './words.js'

const reasons: Readonly<Record<LeftThere['why'], string>> = {
  'on-loan': '빌려 간 책이에요',
  'set-aside': '찾아갈 예약이 있어요',
  'members-waiting': '예약을 기다리는 회원이 있어요',
  'other-copies': '다른 데서 온 복본이 있어요',
}

export function LeftBooks({ importId }: { readonly importId: string }) {
  const { data = [] } = useQuery({ queryKey: ['import-left', importId], queryFn: () => leftThere(importId) })
  if (data.length === 0) return <Alert severity="success">들어온 책을 모두 되돌렸어요.</Alert>
  return (
    <Card>
      <CardContent>
        <Typography component="h2" variant="h6">
          그대로 둔 책
        </Typography>
        <Stack component="ul" spacing={0.5} sx={{ m: 0, pl: 2.5 }}>
          {data.map(({ bookNo, copyNo, title, barcode, why, dueOn }) => (
            <li key={`${bookNo}-${copyNo}`}>
              {title} ({[copyNo === null ? bookNo : `${bookNo}-${copyNo}`, barcode].filter(Boolean).join(', ')}):{' '}
              {reasons[why]}
              {dueOn && `, ${day(dueOn)}까지`}
            </li>
          ))}
        </Stack>
      </CardContent>
    </Card>
  )
}
