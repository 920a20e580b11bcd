/** Which letters do the bytes mean: UTF-8, UTF-16 or CP949? */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { CatalogueFileError } from './catalogue-file-error.js'
import { fileBytes, type FileProgress } from './file-bytes.js'
import { refuseOtherFormats } from './refuse-other-formats.js'

/** So many bytes are looked at before the encoding is settled. */
const headBytes = 1024 * 1024

/** The file's text in pieces, the first one about 1 MB; never cut inside a letter. */
export async function* fileText(path: string, onProgress?: FileProgress): AsyncGenerator<string> {
  let decode: Decode | undefined
  for await (const { bytes, isFirst, isLast } of headThenChunks(path, onProgress)) {
    if (isFirst) refuseOtherFormats(bytes)
    // plain ASCII settles nothing yet
    if (!decode && !isLast && isAscii(bytes)) {
      yield bytes.toString('latin1')
      continue
    }
    decode ??= decoderFor(bytes, isLast)
    const text = decode(bytes) + (isLast ? decode() : '')
    yield isFirst ? text.replace(/^\uFEFF/, '') : text
  }
}

async function* headThenChunks(path: string, onProgress?: FileProgress) {
  let waiting: Buffer[] = []
  let size = 0
  let isFirst = true
  for await (const bytes of fileBytes(path, onProgress)) {
    if (size >= headBytes) {
      yield { bytes: Buffer.concat(waiting), isFirst, isLast: false }
      isFirst = false
      waiting = []
    }
    waiting.push(bytes)
    size += bytes.length
  }
  yield { bytes: Buffer.concat(waiting), isFirst, isLast: true }
}

type Decode = (bytes?: Buffer) => string

function decoderFor(head: Buffer, isWhole: boolean): Decode {
  if (head[0] === 0xff && head[1] === 0xfe) return streaming('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return streaming('utf-16be')
  const lastWhole = isWhole ? head.length : endOfLastUtf8Letter(head)
  if (isUtf8(head.subarray(0, lastWhole))) return strictUtf8()
  refuseUnlessCp949(head)
  return streaming('cp949')
}

function streaming(encoding: string): Decode {
  const decoder = iconv.getDecoder(encoding)
  return (bytes) => (bytes ? decoder.write(bytes) : (decoder.end() ?? ''))
}

function strictUtf8(): Decode {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (bytes) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch (error) {
      throw new CatalogueFileError(
        'UTF-8로 시작하지만 뒤쪽에 UTF-8이 아닌 글자가 섞여 있어요. 엑셀이나 메모장에서 열어 UTF-8로 다시 저장해 주세요.',
        { cause: error },
      )
    }
  }
}

/** Drops a letter that the end of the head cuts in two: at most three bytes. */
function endOfLastUtf8Letter(head: Buffer): number {
  let end = head.length
  while (end > head.length - 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  return (head[end - 1] ?? 0) >= 0xc0 ? end - 1 : head.length
}

/** A CP949 file may hold a few broken letters; many of them mean that it is something else. */
function refuseUnlessCp949(head: Buffer): void {
  const broken = (text: string) => text.split('\uFFFD').length - 1
  const foreign = head.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  const asCp949 = broken(iconv.decode(head, 'cp949'))
  if (asCp949 <= foreign / 200) return
  const asUtf8 = broken(head.toString('utf8'))
  throw new CatalogueFileError(
    asUtf8 < asCp949
      ? 'UTF-8 파일인데 깨진 글자가 섞여 있어요. 엑셀이나 메모장에서 열어 고친 뒤 UTF-8로 다시 저장해 주세요.'
      : '글자를 알아볼 수 없는 파일이에요. 엑셀에서 열어 CSV UTF-8(쉼표로 분리)로 저장해 주세요.',
  )
}
