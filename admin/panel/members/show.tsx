/** One member: what they have, their money, what the desk says of them, and how to reach them. */
import { Alert, Box, Card, CardContent, Tab, Tabs, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Title } from 'react-admin'
import { useParams } from 'react-router-dom'
import { won } from '../shell/formats.js'
import { Problem } from '../shell/problem.js'
import { BlockAndNotes } from './block-and-notes.js'
import { Contact } from './contact.js'
import { Lending } from './lending.js'
import { Money } from './money.js'
import { readMember } from './source.js'
import { Standing } from './standing.js'

const tabs = ['대여와 예약', '적립금', '막기와 메모', '연락처'] as const

export function MemberShow() {
  const { id = '' } = useParams()
  const [tab, setTab] = useState(0)
  const queries = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['member', id], queryFn: () => readMember(id) })
  const refresh = () => void queries.invalidateQueries({ queryKey: ['member', id] })
  if (error) return <Alert severity="error">{error instanceof Problem ? error.message : '불러오지 못했어요.'}</Alert>
  if (!data) return <Typography sx={{ mt: 2 }}>불러오는 중이에요.</Typography>
  const { data: member, version } = data
  return (
    <Box sx={{ maxWidth: 860, mt: 2, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title="회원" />
      <div>
        <Typography component="h2" variant="h5" sx={{ fontWeight: 700 }}>
          {member.name}
        </Typography>
        <Typography color="text.secondary" gutterBottom>
          회원번호 {member.memberNumber} · {member.maskedPhone} · 적립금 {won(member.balanceWon)}
        </Typography>
        <Standing member={member} />
      </div>
      <Tabs
        value={tab}
        onChange={(_event, next: number) => setTab(next)}
        variant="scrollable"
        allowScrollButtonsMobile
        aria-label="회원 정보"
      >
        {tabs.map((label, place) => (
          <Tab key={label} id={`member-tab-${place}`} aria-controls={`member-panel-${place}`} label={label} />
        ))}
      </Tabs>
      {tabs.map((label, place) => (
        <Box
          key={label}
          role="tabpanel"
          id={`member-panel-${place}`}
          aria-labelledby={`member-tab-${place}`}
          hidden={tab !== place}
        >
          {tab === place && (
            <Card variant="outlined">
              <CardContent>
                {place === 0 && <Lending member={member} />}
                {place === 1 && <Money member={member} onChanged={refresh} />}
                {place === 2 && <BlockAndNotes member={member} version={version ?? ''} onChanged={refresh} />}
                {place === 3 && <Contact member={member} onChanged={refresh} />}
              </CardContent>
            </Card>
          )}
        </Box>
      ))}
    </Box>
  )
}
