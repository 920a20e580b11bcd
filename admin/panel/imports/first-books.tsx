/** The first books of a file, as they would stand on the shelf. */
import { Stack, Typography } from '@mui/material'
import type { Preview } from './words.js'

export function FirstBooks({ books }: { readonly books: Preview['firstBooks'] }) {
  return (
    <Stack spacing={1}>
      <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 700 }}>
        처음 {books.length}권
      </Typography>
      <Stack component="ol" spacing={1} sx={{ m: 0, pl: 3 }}>
        {books.map(({ title, author, publisher, publishedYear, isbn13, copies }, place) => (
          <li key={place}>
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{title}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
              {[author, publisher, publishedYear, isbn13 && `ISBN ${isbn13}`, copies > 1 && `${copies}권`]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
          </li>
        ))}
      </Stack>
    </Stack>
  )
}
