/** The whole list as a file for Excel. */
import DownloadIcon from '@mui/icons-material/Download'
import { Button } from '@mui/material'
import type { paths } from '../api/schema.js'

type ExportName = Extract<keyof paths, `/exports/${string}`> extends `/exports/${infer Name}` ? Name : never

type Props = {
  readonly of: ExportName
  /** As the export takes it; what is empty is left out. */
  readonly query?: Readonly<Record<string, unknown>>
  readonly called?: string
}

export function ExportButton({ of, query = {}, called = '엑셀로 내려받기' }: Props) {
  const words = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  const asked = new URLSearchParams(words).toString()
  return (
    <Button
      component="a"
      href={`/admin/api/exports/${of}${asked === '' ? '' : `?${asked}`}`}
      download
      size="small"
      startIcon={<DownloadIcon />}
    >
      {called}
    </Button>
  )
}
