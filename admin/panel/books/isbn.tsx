/** The ISBN: typed, read by a hand scanner, or by the camera; what Kakao's book search knows is filled in. */
import PhotoCameraIcon from '@mui/icons-material/PhotoCamera'
import SearchIcon from '@mui/icons-material/Search'
import { Alert, Button, Link as TextLink, Stack, TextField } from '@mui/material'
import { useState, type KeyboardEvent } from 'react'
import { useFormContext } from 'react-hook-form'
import { Link } from 'react-router-dom'
import { api } from '../api/client.js'
import { ask, Problem } from '../shell/problem.js'
import { Camera } from './camera.js'
import { Cover } from './cover.js'

type Said = { readonly kind: 'info' | 'warning' | 'success'; readonly words: string; readonly bookNo?: number }

export function IsbnField() {
  const { setValue, watch } = useFormContext()
  const [isbn, setIsbn] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const [isLooking, setLooking] = useState(false)
  const [isCameraOpen, setCameraOpen] = useState(false)
  const [title, coverUrl] = watch(['title', 'coverUrl']) as [string | undefined, string | null | undefined]

  async function look(typed: string) {
    if (typed.trim() === '') return
    setLooking(true)
    try {
      const { data } = await ask(api.GET('/isbn/{isbn}', { params: { path: { isbn: typed.trim() } } }))
      const { kept, found } = data
      for (const [field, value] of Object.entries(found ?? { isbn13: typed }))
        setValue(field, value, { shouldDirty: true, shouldValidate: field === 'title' })
      if (kept) setSaid({ kind: 'warning', words: `이미 있는 책이에요: ${kept.title}`, bookNo: kept.bookNo })
      else if (found) setSaid({ kind: 'success', words: '책 정보를 채웠어요. 확인하고 등록해 주세요.' })
      else setSaid({ kind: 'info', words: '이 ISBN의 책 정보를 찾지 못했어요. 직접 적어 주세요.' })
    } catch (error) {
      setSaid({ kind: 'warning', words: error instanceof Problem ? error.message : '찾지 못했어요. 직접 적어 주세요.' })
      setValue('isbn13', typed, { shouldDirty: true })
    } finally {
      setLooking(false)
    }
  }
  function onKey(event: KeyboardEvent) {
    // a hand scanner ends with Enter, which must not send the form
    if (event.key !== 'Enter') return
    event.preventDefault()
    void look(isbn)
  }
  function onScan(code: string) {
    setCameraOpen(false)
    setIsbn(code)
    void look(code)
  }
  return (
    <Stack spacing={1.5} sx={{ width: '100%', mb: 2 }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        <TextField
          label="ISBN"
          value={isbn}
          onChange={(event) => setIsbn(event.target.value)}
          onKeyDown={onKey}
          helperText="스캐너로 찍거나, 책 뒤의 숫자를 적고 Enter를 눌러 주세요."
          autoFocus
          fullWidth
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <Button
          startIcon={<SearchIcon />}
          variant="outlined"
          disabled={isLooking}
          onClick={() => void look(isbn)}
          sx={{ minWidth: 110, height: 40, mt: 1 }}
        >
          찾기
        </Button>
        <Button
          startIcon={<PhotoCameraIcon />}
          variant="outlined"
          onClick={() => setCameraOpen(true)}
          sx={{ minWidth: 130, height: 40, mt: 1 }}
        >
          카메라
        </Button>
      </Stack>
      {said && (
        <Alert severity={said.kind} role="status">
          {said.words}{' '}
          {said.bookNo !== undefined && (
            <TextLink component={Link} to={`/books/${said.bookNo}`}>
              그 책 보기
            </TextLink>
          )}
        </Alert>
      )}
      {coverUrl && <Cover book={{ title: title ?? '', coverUrl }} height={120} />}
      {isCameraOpen && <Camera onScan={onScan} onClose={() => setCameraOpen(false)} />}
    </Stack>
  )
}
