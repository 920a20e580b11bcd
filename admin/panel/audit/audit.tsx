/** 기록: who did what when, how it was before and after. */
import { Box, Button, Card, CardContent, MenuItem, Link as TextLink, Stack, TextField, Typography } from '@mui/material'
import { Title } from 'react-admin'
import { Link, useSearchParams } from 'react-router-dom'
import { api } from '../api/client.js'
import { ExportButton } from '../shell/export-button.js'
import { moment } from '../shell/formats.js'
import { Listing } from '../shell/listing.js'
import { useLook, usePages } from '../shell/look.js'
import { ask } from '../shell/problem.js'
import { deeds, differences, doors, subjectOf, type AuditLine, type Subject } from './words.js'

type Action = AuditLine['action']

export function Audit() {
  const [search, setSearch] = useSearchParams()
  const asked = Object.fromEntries([...search].filter(([, value]) => value !== ''))
  const { action, ...others } = asked
  const pages = usePages(
    ['audit', asked],
    async (after) =>
      (
        await ask(
          api.GET('/audit', {
            params: {
              query: {
                limit: 30,
                ...others,
                ...(action ? { action: action as Action } : {}),
                ...(after ? { after } : {}),
              },
            },
          }),
        )
      ).data,
  )
  const names = useLook(['policy'], async () => ask(api.GET('/policy'))).data?.data.names ?? {}
  const set = (name: string) => (value: string) =>
    setSearch((now) => {
      now.set(name, value)
      return now
    })
  return (
    <Box sx={{ mt: 2, maxWidth: { xs: 'calc(100vw - 16px)', md: 960 } }}>
      <Title title="기록" />
      <Filters asked={asked} set={set} />
      <ExportButton of="audit" query={asked} />
      <Listing pages={pages} empty="이런 기록이 없어요.">
        {(line) => <Line key={line.id} line={line} names={names} onlyThis={set('subject')} />}
      </Listing>
    </Box>
  )
}

type FiltersProps = {
  readonly asked: Readonly<Record<string, string>>
  readonly set: (name: string) => (value: string) => void
}

function Filters({ asked, set }: FiltersProps) {
  const librarians = useLook(['librarians'], async () => (await ask(api.GET('/librarians'))).data.items).data ?? []
  return (
    <Box
      component="form"
      role="search"
      aria-label="기록 거르기"
      sx={{ display: 'grid', gap: 1.5, mb: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}
    >
      <Choice
        label="누가"
        value={asked['librarianId']}
        set={set('librarianId')}
        choices={librarians.map(({ id, name }) => [id, name])}
      />
      <Choice label="무엇을" value={asked['action']} set={set('action')} choices={Object.entries(deeds)} />
      <TextField
        label="대상 번호"
        size="small"
        value={asked['subject'] ?? ''}
        onChange={({ target }) => set('subject')(target.value.trim())}
      />
      <Day label="이날부터" value={asked['from']} set={set('from')} />
      <Day label="이날까지" value={asked['until']} set={set('until')} />
    </Box>
  )
}

type ChoiceProps = {
  readonly label: string
  readonly value: string | undefined
  readonly set: (value: string) => void
  readonly choices: readonly (readonly [value: string, label: string])[]
}

function Choice({ label, value, set, choices }: ChoiceProps) {
  const known = choices.some(([one]) => one === value) ? value : ''
  return (
    <TextField select label={label} size="small" value={known} onChange={({ target }) => set(target.value)}>
      <MenuItem value="">모두</MenuItem>
      {choices.map(([one, name]) => (
        <MenuItem key={one} value={one}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}

function Day({ label, value, set }: Omit<ChoiceProps, 'choices'>) {
  return (
    <TextField
      type="date"
      label={label}
      size="small"
      value={value ?? ''}
      onChange={({ target }) => set(target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
}

type LineProps = {
  readonly line: AuditLine
  readonly names: Readonly<Record<string, string>>
  readonly onlyThis: (subject: string) => void
}

function Done({ to: { says, leadsTo } }: { readonly to: Subject }) {
  if (leadsTo === null) return says
  return (
    <TextLink component={Link} to={leadsTo}>
      {says}
    </TextLink>
  )
}

function Line({ line, names, onlyThis }: LineProps) {
  const { happenedAt, librarian, door, action, subject } = line
  return (
    <Card component="li">
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Stack direction="row" sx={{ justifyContent: 'space-between', flexWrap: 'wrap', gap: 1 }}>
          <Typography component="h2" sx={{ fontWeight: 700 }}>
            {deeds[action]}
          </Typography>
          <Typography color="text.secondary">{moment(happenedAt)}</Typography>
        </Stack>
        <Typography>
          {librarian?.name ?? doors[door]}
          <Box component="span" sx={{ color: 'text.secondary', wordBreak: 'break-all' }}>
            {librarian && door !== 'api' ? ` · ${doors[door]}` : ''} · <Done to={subjectOf(line)} />
            <Button size="small" onClick={() => onlyThis(subject)}>
              이것의 기록만
            </Button>
          </Box>
        </Typography>
        {differences(line, names).map(({ field, before, after }) => (
          <Typography key={field} variant="body2" sx={{ wordBreak: 'break-word' }}>
            {field}: {before === '' ? after : `${before} → ${after === '' ? '없음' : after}`}
          </Typography>
        ))}
      </CardContent>
    </Card>
  )
}
