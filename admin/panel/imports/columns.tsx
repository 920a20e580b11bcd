/** What each column holds, as guessed; a person may say otherwise. */
import { Box, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { fieldNames, type BookField, type Mapping, type Preview } from './words.js'

type Props = {
  readonly columns: Preview['columns']
  readonly isBusy: boolean
  readonly onMapping: (mapping: Mapping) => void
}

const fields = Object.entries(fieldNames)

export function Columns({ columns, isBusy, onMapping }: Props) {
  /** A field that a person gives to one column is that one's alone. */
  function change(place: number, field: BookField | null): void {
    const others = columns.map(({ field: held }) => (held === field ? null : held))
    onMapping(others.map((held, at) => (at === place ? field : held)))
  }
  return (
    <Stack spacing={1}>
      <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 700 }}>
        열마다 무엇이 들었나요?
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(220px, 1fr))' },
        }}
      >
        {columns.map(({ name, field, samples }, place) => (
          <TextField
            key={place}
            select
            size="small"
            label={name || `${place + 1}번째 열`}
            value={field ?? ''}
            disabled={isBusy}
            helperText={samples.join(', ') || '빈 열'}
            onChange={(event) => change(place, (event.target.value || null) as BookField | null)}
            slotProps={{
              formHelperText: { sx: { overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis', mx: 0 } },
              inputLabel: { shrink: true },
              select: { displayEmpty: true },
            }}
          >
            <MenuItem value="">쓰지 않아요</MenuItem>
            {fields.map(([value, label]) => (
              <MenuItem key={value} value={value}>
                {label}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Box>
    </Stack>
  )
}
