/** The copies of a book: where each is, its marks, and what happened to it. */
import AddIcon from '@mui/icons-material/Add'
import PrintIcon from '@mui/icons-material/Print'
import { Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { CopyMarks } from './copy-marks.js'
import { CopyMenu } from './copy-menu.js'
import { codeOf, CopyPlace } from './words.js'
import type { BookAtDesk, CopyOfBook } from './source.js'

/** `new`: one more is being added. */
type Open = CopyOfBook | 'new' | null

export function Copies() {
  const book = useRecordContext<BookAtDesk>()
  const [open, setOpen] = useState<Open>(null)
  if (!book) return null
  const isKept = book.standing === 'kept'
  return (
    <Card>
      <CardContent>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
          <Typography component="h2" variant="h6">
            권 {book.copies.length}
          </Typography>
          {isKept && (
            <Stack direction="row" spacing={1}>
              <Button component={Link} to={`/labels?books=${book.bookNo}`} startIcon={<PrintIcon />}>
                라벨
              </Button>
              <Button startIcon={<AddIcon />} variant="outlined" onClick={() => setOpen('new')}>
                권 더하기
              </Button>
            </Stack>
          )}
        </Stack>
        <Stack component="ul" sx={{ p: 0, m: 0, mt: 1, listStyle: 'none' }}>
          {book.copies.map((copy) => (
            <Stack
              component="li"
              key={copy.copyId}
              direction="row"
              spacing={1.5}
              sx={{ py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}
            >
              <Typography sx={{ fontWeight: 600, minWidth: 56 }}>{copy.copyNo}번 권</Typography>
              <Stack sx={{ flex: 1, minWidth: 0, alignItems: 'flex-start', gap: 0.5 }}>
                <CopyPlace copy={copy} />
                <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
                  {copy.callNumber ?? '청구기호 없음'} · {codeOf(book.bookNo, copy)}
                </Typography>
              </Stack>
              {isKept && <CopyMenu copy={copy} onEdit={() => setOpen(copy)} />}
            </Stack>
          ))}
        </Stack>
        {book.copies.length === 0 && (
          <Typography color="text.secondary" sx={{ mt: 1 }}>
            권이 없어서 빌릴 수 없어요. 권을 더해 주세요.
          </Typography>
        )}
      </CardContent>
      {open !== null && <CopyMarks book={book} copy={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Card>
  )
}
