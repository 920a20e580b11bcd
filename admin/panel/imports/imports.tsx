/** 책 목록 가져오기: a file is chosen or dropped, looked at, corrected and taken in; below, what was taken in before. */
import { Alert, Stack } from '@mui/material'
import { useState } from 'react'
import { Title } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { Problem } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import { ChooseFile } from './choose-file.js'
import { ImportList } from './import-list.js'
import { LookedAt } from './looked-at.js'
import { mostBytes, preview, start, upload, type Mapping, type Preview } from './words.js'

type Looked = {
  readonly uploadId: string
  readonly fileName: string
  readonly seen: Preview
  readonly mapping?: Mapping
}

export function Imports() {
  const [looked, setLooked] = useState<Looked | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const starting = useCommand(start)
  const navigate = useNavigate()

  async function tryTo(doing: () => Promise<Looked>): Promise<void> {
    setBusy(true)
    setSaid(null)
    try {
      setLooked(await doing())
    } catch (error) {
      setSaid(error instanceof Problem ? error.message : '파일을 보내지 못했어요. 다시 골라 주세요.')
    } finally {
      setBusy(false)
    }
  }
  function choose(file: File): void {
    setLooked(null)
    if (file.size > mostBytes) return setSaid('파일이 너무 커요. 50MB까지 보낼 수 있어요.')
    void tryTo(async () => {
      const uploadId = await upload(file)
      return { uploadId, fileName: file.name, seen: await preview(uploadId) }
    })
  }
  const correct = (from: Looked, mapping: Mapping) =>
    void tryTo(async () => ({ ...from, mapping, seen: await preview(from.uploadId, mapping) }))
  async function begin({ uploadId, fileName, mapping }: Looked): Promise<void> {
    const begun = await starting.run({ uploadId, fileName, ...(mapping ? { mapping } : {}) })
    if (begun) void navigate(`/imports/${begun.data.importId}/show`)
  }

  return (
    <Stack spacing={2} sx={{ mt: 2, mb: 4 }}>
      <Title title="가져오기" />
      <ChooseFile isBusy={isBusy} onFile={choose} fileName={looked?.fileName ?? null} />
      {said !== null && (
        <Alert severity="error" role="alert">
          {said}
        </Alert>
      )}
      {looked && (
        <LookedAt
          key={looked.uploadId}
          seen={looked.seen}
          isBusy={isBusy || starting.isRunning}
          onMapping={(mapping) => correct(looked, mapping)}
          onStart={() => void begin(looked)}
        />
      )}
      <ImportList />
    </Stack>
  )
}
