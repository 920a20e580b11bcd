/** A rented book about which a librarian has to say whether it was found. */
import { Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { day } from '../shell/formats.js'
import { useCommand } from '../shell/use-command.js'

type Rented = {
  readonly rentalId: string
  readonly bookNo: number
  readonly copyNo: number
  readonly title: string
  readonly memberName: string
  readonly dueOn: string
}
type Said = { readonly rentalId: string; readonly isFound: boolean }

type ToSettleProps = {
  readonly rented: Rented
  readonly since: string
  readonly found: string
  readonly notFound: string
  readonly send: (said: Said, headers: { 'Idempotency-Key': string }) => Promise<unknown>
}

export function ToSettle({ rented, since, found, notFound, send }: ToSettleProps) {
  const notify = useNotify()
  const queries = useQueryClient()
  const { run, isRunning } = useCommand(send)
  const { rentalId, title, bookNo, copyNo, memberName, dueOn } = rented

  async function say(isFound: boolean) {
    if (!(await run({ rentalId, isFound }))) return
    notify('정리했어요.', { type: 'success' })
    await queries.invalidateQueries({ queryKey: ['desk'] })
  }
  return (
    <Card component="li">
      <CardContent>
        <Typography component="h2" variant="h6">
          {title} #{bookNo}-{copyNo}
        </Typography>
        <Typography>
          {memberName} · {day(dueOn)}까지
        </Typography>
        <Typography color="text.secondary">{since}</Typography>
        <Stack direction="row" spacing={1} sx={{ mt: 1.5, flexWrap: 'wrap' }} useFlexGap>
          <Button
            variant="contained"
            disabled={isRunning}
            onClick={() => void say(true)}
            aria-label={`${title} ${found}`}
          >
            {found}
          </Button>
          <Button
            variant="outlined"
            disabled={isRunning}
            onClick={() => void say(false)}
            aria-label={`${title} ${notFound}`}
          >
            {notFound}
          </Button>
        </Stack>
      </CardContent>
    </Card>
  )
}
