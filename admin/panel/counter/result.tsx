/** What came of the last scan: in large letters, in colour and in words; read out at once. */
import CheckCircleIcon from '@mui/icons-material/CheckCircle'
import ErrorIcon from '@mui/icons-material/Error'
import FrontHandIcon from '@mui/icons-material/FrontHand'
import { Box, Stack, Typography } from '@mui/material'
import type { Outcome, Tone } from './outcome.js'
import { toneNames } from './outcome.js'

const colors = { done: 'success', care: 'warning', refused: 'error' } as const
const icons = { done: CheckCircleIcon, care: FrontHandIcon, refused: ErrorIcon } as const

export function Result({ outcome }: { outcome: (Outcome & { id: number }) | undefined }) {
  const tone: Tone = outcome?.tone ?? 'done'
  const Icon = icons[tone]
  return (
    <Box
      role="status"
      aria-live="assertive"
      aria-atomic="true"
      sx={{
        p: { xs: 2, md: 3 },
        minHeight: 132,
        borderRadius: 2,
        bgcolor: outcome ? `${colors[tone]}.main` : 'action.hover',
        color: outcome ? `${colors[tone]}.contrastText` : 'text.secondary',
      }}
    >
      {outcome ? (
        <Stack key={outcome.id} spacing={0.5}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <Icon aria-hidden />
            <Typography component="span" sx={{ fontWeight: 700 }}>
              {toneNames[tone]}
            </Typography>
          </Stack>
          <Typography
            component="p"
            sx={{ fontSize: { xs: 24, md: 36 }, fontWeight: 700, lineHeight: 1.25, wordBreak: 'keep-all' }}
          >
            {outcome.headline}
          </Typography>
          {outcome.words.map((words) => (
            <Typography key={words} sx={{ fontSize: { xs: 18, md: 24 }, overflowWrap: 'anywhere' }}>
              {words}
            </Typography>
          ))}
        </Stack>
      ) : (
        <Typography sx={{ fontSize: { xs: 20, md: 26 } }}>회원을 찍고, 이어서 책을 찍어 주세요.</Typography>
      )}
    </Box>
  )
}
