/** The states as buttons, each with its number where it is counted. */
import { Chip, Stack } from '@mui/material'
import { useListContext } from 'react-admin'
import type { components } from '../api/schema.js'
import { count } from '../shell/formats.js'
import { statusNames, type BoardRow } from './source.js'

export type Standing = components['schemas']['Dashboard']['standing']

const tabs = ['out', 'due-today', 'late', 'claimed', 'lost', 'ready', 'waiting', 'returned'] as const
type Tab = (typeof tabs)[number]

/** What has ended is not counted. */
const counted: { readonly [T in Tab]?: keyof Standing } = {
  out: 'out',
  'due-today': 'dueToday',
  late: 'late',
  claimed: 'claimed',
  lost: 'lost',
  ready: 'ready',
  waiting: 'waiting',
}

export function StatusTabs({ standing }: { readonly standing: Standing | undefined }) {
  const list = useListContext<BoardRow>()
  const chosen = list.filterValues as { readonly status?: Tab }
  function choose(tab: Tab | null) {
    list.setFilters({ ...chosen, status: tab ?? undefined })
    const field = tab === null ? 'began' : tab === 'returned' ? 'ended' : 'dueOn'
    list.setSort({ field, order: field === 'dueOn' ? 'ASC' : 'DESC' })
  }
  return (
    <Stack role="group" aria-label="상태" direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      {tabs.map((tab) => {
        const name = counted[tab]
        const label = name && standing ? `${statusNames[tab]} ${count(standing[name])}` : statusNames[tab]
        return <Tab key={tab} label={label} isChosen={chosen.status === tab} choose={() => choose(tab)} />
      })}
      <Tab label="전체" isChosen={chosen.status === undefined} choose={() => choose(null)} />
    </Stack>
  )
}

type TabProps = { readonly label: string; readonly isChosen: boolean; choose(): void }

function Tab({ label, isChosen, choose }: TabProps) {
  return (
    <Chip
      component="button"
      clickable
      label={label}
      onClick={choose}
      aria-pressed={isChosen}
      {...(isChosen ? { color: 'primary' as const } : { variant: 'outlined' as const })}
    />
  )
}
