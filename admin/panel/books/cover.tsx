/** A book's cover, or where it would be. */
import MenuBookIcon from '@mui/icons-material/MenuBook'
import { Box } from '@mui/material'
import { useState } from 'react'

type Props = { readonly book: { readonly title: string; readonly coverUrl: string | null }; readonly height: number }

export function Cover({ book: { coverUrl }, height }: Props) {
  const [broken, setBroken] = useState<string | null>(null)
  const frame = { height, width: height * 0.7, borderRadius: 0.5, flexShrink: 0 } as const
  if (coverUrl === null || coverUrl === broken)
    return (
      <Box sx={{ ...frame, display: 'grid', placeItems: 'center', bgcolor: 'action.hover', color: 'text.secondary' }}>
        <MenuBookIcon fontSize="small" />
      </Box>
    )
  // the title stands beside it
  return (
    <Box
      component="img"
      src={coverUrl}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(coverUrl)}
      sx={{ ...frame, objectFit: 'cover' }}
    />
  )
}
