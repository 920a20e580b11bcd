/** A large number that leads to its list. */
import { Card, CardActionArea, Typography } from '@mui/material'
import { Link } from 'react-router-dom'

export type TileProps = {
  readonly name: string
  readonly number: string
  readonly note?: string | undefined
  /** A page of the panel, or `#place` on this one. */
  readonly to: string
  /** Somebody has to do something about it. */
  readonly isUrgent?: boolean
}

export function Tile({ name, number, note, to, isUrgent = false }: TileProps) {
  const where = to.startsWith('#') ? { component: 'a' as const, href: to } : { component: Link, to }
  return (
    <Card variant="outlined" sx={{ height: '100%' }}>
      <CardActionArea {...where} sx={{ p: 2, height: '100%' }}>
        <Typography color="text.secondary">{name}</Typography>
        <Typography
          sx={{
            fontSize: 'clamp(1.4rem, 5vw, 2rem)',
            fontWeight: 700,
            lineHeight: 1.25,
            color: isUrgent ? 'error.main' : 'text.primary',
            overflowWrap: 'anywhere',
          }}
        >
          {number}
        </Typography>
        {note !== undefined && (
          <Typography variant="body2" color="text.secondary">
            {note}
          </Typography>
        )}
      </CardActionArea>
    </Card>
  )
}
