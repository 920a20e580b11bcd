/** What was done at this counter since the page was opened, the latest first. */
import { Card, CardContent, Stack, Typography } from '@mui/material'
import { toneNames } from './outcome.js'
import type { Done } from './use-counter.js'

const timeFormat = new Intl.DateTimeFormat('ko-KR', { timeZone: 'Asia/Seoul', hour: 'numeric', minute: '2-digit' })
const colors = { done: 'success.main', care: 'warning.main', refused: 'error.main' } as const

export function DoneList({ done }: { done: readonly Done[] }) {
  return (
    <Card variant="outlined">
      <CardContent>
        <Typography component="h2" variant="h6">
          방금 한 일
        </Typography>
        {done.length === 0 && <Typography color="text.secondary">아직 없어요.</Typography>}
        <Stack
          component="ol"
          sx={{ listStyle: 'none', p: 0, m: 0, maxHeight: 420, overflowY: 'auto' }}
          tabIndex={0}
          aria-label="방금 한 일"
        >
          {done.map(({ id, at, tone, headline, words }) => (
            <Stack component="li" key={id} sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
              <Typography>
                <Typography component="span" sx={{ color: colors[tone], fontWeight: 700 }}>
                  {toneNames[tone]}
                </Typography>{' '}
                {headline}
              </Typography>
              <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                {[timeFormat.format(at), ...words.slice(0, 1)].join(' · ')}
              </Typography>
            </Stack>
          ))}
        </Stack>
      </CardContent>
    </Card>
  )
}
