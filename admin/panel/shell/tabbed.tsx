/** A page of several parts, each with an address of its own: `/calls?part=claims`. */
import { Box, Tab, Tabs } from '@mui/material'
import type { ComponentType } from 'react'
import { Title } from 'react-admin'
import { useSearchParams } from 'react-router-dom'

export type Part = { readonly name: string; readonly label: string; readonly Body: ComponentType }

export function Tabbed({ title, parts }: { readonly title: string; readonly parts: readonly [Part, ...Part[]] }) {
  const [search, setSearch] = useSearchParams()
  const open = parts.find(({ name }) => name === search.get('part')) ?? parts[0]
  return (
    <Box sx={{ mt: 1, maxWidth: { xs: 'calc(100vw - 16px)', md: 960 } }}>
      <Title title={title} />
      <Tabs
        value={open.name}
        onChange={(_event, name: string) => setSearch({ part: name })}
        variant="scrollable"
        allowScrollButtonsMobile
        aria-label={title}
        sx={{ mb: 2 }}
      >
        {parts.map(({ name, label }) => (
          <Tab key={name} value={name} label={label} id={`part-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <div role="tabpanel" id={`panel-${open.name}`} aria-labelledby={`part-${open.name}`}>
        <open.Body />
      </div>
    </Box>
  )
}
