/** Where a file is dropped, or chosen by a button. */
import UploadFileIcon from '@mui/icons-material/UploadFile'
import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useRef, useState, type DragEvent } from 'react'

type Props = {
  readonly isBusy: boolean
  /** The one that is looked at now. */
  readonly fileName: string | null
  readonly onFile: (file: File) => void
}

export function ChooseFile({ isBusy, fileName, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)

  function take(files: FileList | null): void {
    const file = files?.[0]
    if (file && !isBusy) onFile(file)
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        p: { xs: 2, sm: 4 },
        border: '2px dashed',
        borderColor: isOver ? 'primary.main' : 'divider',
        borderRadius: 2,
        bgcolor: 'background.paper',
      }}
    >
      <Stack spacing={1.5} sx={{ alignItems: 'center', textAlign: 'center' }}>
        <Typography component="h2" variant="h6" sx={{ overflowWrap: 'anywhere' }}>
          {fileName ?? '책 목록 파일을 여기에 놓아 주세요'}
        </Typography>
        <Typography color="text.secondary">
          CSV, TSV, 엑셀(.xlsx), MARC(.mrc) 파일을 50MB까지 읽어요. 먼저 살펴보기만 하고, 시작을 눌러야 책이 들어가요.
        </Typography>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="책 목록 파일"
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
        <Button
          variant={fileName === null ? 'contained' : 'outlined'}
          startIcon={<UploadFileIcon />}
          disabled={isBusy}
          onClick={() => input.current?.click()}
        >
          {fileName === null ? '파일 고르기' : '다른 파일 고르기'}
        </Button>
        {isBusy && (
          <Box sx={{ width: '100%', maxWidth: 360 }}>
            <LinearProgress aria-label="파일을 살펴보는 중" />
            <Typography variant="body2" sx={{ mt: 1 }} role="status">
              파일을 살펴보고 있어요.
            </Typography>
          </Box>
        )}
      </Stack>
    </Box>
  )
}
