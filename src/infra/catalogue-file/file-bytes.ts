/** Which bytes does the file hold, unpacked when it is a .gz? */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CatalogueFileError } from './catalogue-file-error.js'

const chunkBytes = 256 * 1024

/** Bytes of the file itself, also while a .gz is being unpacked. */
export type FileProgress = (bytesRead: number, totalBytes: number) => void

export async function* fileBytes(path: string, onProgress?: FileProgress): AsyncGenerator<Buffer> {
  try {
    const { totalBytes, isGzip } = await lookInto(path)
    const file = createReadStream(path, { highWaterMark: chunkBytes })
    const bytes: Readable = isGzip ? pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => undefined) : file
    for await (const chunk of bytes) {
      onProgress?.(file.bytesRead, totalBytes)
      yield chunk as Buffer
    }
    onProgress?.(totalBytes, totalBytes)
  } catch (error) {
    throw inKorean(error, path)
  }
}

async function lookInto(path: string) {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return { totalBytes: (await file.stat()).size, isGzip: buffer[0] === 0x1f && buffer[1] === 0x8b }
  } finally {
    await file.close()
  }
}

const sentences: Record<string, string> = {
  ENOENT: '파일이 없어요. 경로와 이름을 확인해 주세요',
  EISDIR: '파일이 아니라 폴더예요. 그 안의 CSV 파일을 골라 주세요',
  EACCES: '파일을 읽을 권한이 없어요. 파일의 읽기 권한을 확인해 주세요',
  EPERM: '파일을 읽을 권한이 없어요. 파일의 읽기 권한을 확인해 주세요',
}

function inKorean(error: unknown, path: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code in sentences) return new CatalogueFileError(`${sentences[code]}: ${path}`, { cause: error })
  if (code.startsWith('Z_'))
    return new CatalogueFileError('압축 파일(.gz)이 깨졌거나 끝까지 받아지지 않았어요. 파일을 다시 받아 주세요.', {
      cause: error,
    })
  return error
}
