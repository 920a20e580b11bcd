/** How a member stands, a chip for each thing that matters. */
import { Chip, Stack } from '@mui/material'
import { count, day } from '../shell/formats.js'
import type { Face } from './source.js'

export function Standing({ member }: { member: Face }) {
  const { lateBooks, suspendedUntil, blockedUntil, openBooks } = member
  return (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 0.5 }}>
      {blockedUntil && <Chip size="small" color="error" label={`${day(blockedUntil)}까지 막힘`} />}
      {suspendedUntil && <Chip size="small" color="warning" label={`${day(suspendedUntil)}까지 대여 정지`} />}
      {lateBooks > 0 && <Chip size="small" color="error" label={`늦은 책 ${count(lateBooks)}권`} />}
      {openBooks > 0 && <Chip size="small" label={`대여 ${count(openBooks)}권`} />}
    </Stack>
  )
}
