/** Rows that are left out, each with its reason. */
import { Box, Typography } from '@mui/material'
import { count } from '../shell/formats.js'
import type { RefusedRow } from './words.js'

export function RefusedRows({ rows }: { readonly rows: readonly RefusedRow[] }) {
  return (
    <Box
      component="ul"
      tabIndex={0}
      aria-label="빠진 줄"
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        maxHeight: 360,
        overflowY: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      {rows.map(({ line, sentence, excerpt }) => (
        <Box component="li" key={line} sx={{ px: 1.5, py: 1, borderBottom: 1, borderColor: 'divider' }}>
          <Typography variant="body2">
            <strong>{count(line)}번째 줄</strong> {sentence}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
            {excerpt}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
