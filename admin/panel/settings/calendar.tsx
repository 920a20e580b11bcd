/** Which days the house is closed: what is said of single days, for a year. */
import { Alert, Box, Button, Card, CardContent, Chip, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useNotify, usePermissions } from 'react-admin'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import type { Role } from '../shell/auth-provider.js'
import { day as sayDay } from '../shell/formats.js'
import { useLook } from '../shell/look.js'
import { ask, Problem } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { weekdays } from './numbers.js'

type CalendarDay = components['schemas']['CalendarDay']

export function Calendar() {
  const { permissions } = usePermissions<Role | null>()
  const notify = useNotify()
  const { data, trouble, again } = useLook(['calendar'], async () => (await ask(api.GET('/calendar'))).data)
  const [complaint, complain] = useState<string | null>(null)
  const mayChange = permissions === 'manager'

  /** On the version of the day as it is now; whoever is faster in between is not overwritten. */
  async function change(day: string, send: (seen: string) => Promise<unknown>, said: string) {
    try {
      const { version } = await ask(api.GET('/calendar/{day}', { params: { path: { day } } }))
      await send(version ?? '')
      complain(null)
      notify(said, { type: 'success' })
    } catch (error) {
      complain(error instanceof Problem ? error.message : '바꾸지 못했어요. 잠시 뒤에 다시 해 주세요.')
    }
    void again()
  }
  const set = (day: string, name: string, isClosed: boolean) =>
    change(
      day,
      (seen) =>
        ask(
          api.PUT('/calendar/{day}', {
            params: { path: { day }, header: { 'If-Match': seen } },
            body: { name, isClosed },
          }),
        ),
      `${sayDay(day)}, ${isClosed ? '쉬는' : '여는'} 날로 적었어요.`,
    )
  const forget = (day: string) =>
    change(
      day,
      (seen) => ask(api.DELETE('/calendar/{day}', { params: { path: { day }, header: { 'If-Match': seen } } })),
      `${sayDay(day)}에 적은 것을 지웠어요.`,
    )

  const closed = data?.closedWeekdays.map((number) => weekdays[number]?.name).join(', ')
  return (
    <Stack spacing={2}>
      {(complaint ?? trouble) && <Alert severity="warning">{complaint ?? trouble}</Alert>}
      <Typography>{closed ? `매주 ${closed}요일에 쉬어요.` : '매주 쉬는 요일은 없어요.'}</Typography>
      {mayChange && <NewDay set={set} />}
      <Card>
        <Box component="ul" aria-label="앞으로 한 해" sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {data?.items.map((one) => (
            <Entry key={one.day} {...one} mayChange={mayChange} set={set} forget={forget} />
          ))}
        </Box>
      </Card>
    </Stack>
  )
}

type Setting = (day: string, name: string, isClosed: boolean) => Promise<void>

function NewDay({ set }: { readonly set: Setting }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    void set(typed(form, 'day'), typed(form, 'name'), typed(form, 'isClosed') === 'yes').then(() => form.reset())
  }
  return (
    <Card>
      <CardContent>
        <Typography component="h2" variant="h6" sx={{ mb: 1.5 }}>
          하루 정하기
        </Typography>
        <Stack component="form" onSubmit={submit} direction={{ xs: 'column', sm: 'row' }} spacing={1.5}>
          <TextField
            name="day"
            type="date"
            label="날짜"
            required
            size="small"
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <TextField name="name" label="이름" placeholder="여름휴가" required size="small" sx={{ flexGrow: 1 }} />
          <TextField name="isClosed" label="쉬는지" select defaultValue="yes" size="small" sx={{ minWidth: 130 }}>
            <MenuItem value="yes">쉬어요</MenuItem>
            <MenuItem value="no">열어요</MenuItem>
          </TextField>
          <Button type="submit" variant="contained">
            적기
          </Button>
        </Stack>
      </CardContent>
    </Card>
  )
}

type EntryProps = CalendarDay & {
  readonly mayChange: boolean
  readonly set: Setting
  readonly forget: (day: string) => Promise<void>
}

function Entry({ day, name, isClosed, source, mayChange, set, forget }: EntryProps) {
  return (
    <Box
      component="li"
      sx={{
        ...{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', px: 2, py: 1 },
        ...{ borderBottom: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flexGrow: 1 }}>
        {sayDay(day)} · {name}
      </Box>
      <Chip
        size="small"
        color={isClosed ? 'error' : 'success'}
        variant="outlined"
        label={isClosed ? '쉬어요' : '열어요'}
      />
      {mayChange && (
        <>
          <Button
            size="small"
            onClick={() => void set(day, name, !isClosed)}
            aria-label={`${sayDay(day)} ${isClosed ? '열기' : '쉬기'}`}
          >
            {isClosed ? '열기' : '쉬기'}
          </Button>
          {source === 'library' && (
            <Button size="small" color="error" onClick={() => void forget(day)} aria-label={`${sayDay(day)} 지우기`}>
              지우기
            </Button>
          )}
        </>
      )}
    </Box>
  )
}
