/** What a camera sees that looks at a book's barcode: a film for the browser's pretended camera. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const left = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
]
const parities = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL']

/** Bars (1) and gaps (0) of an EAN-13. */
function barsOf(code: string): string {
  const [first = 0, ...digits] = [...code].map(Number)
  const inverse = (bits: string) => bits.replace(/./g, (bit) => (bit === '1' ? '0' : '1'))
  const mirrored = (bits: string) => [...inverse(bits)].toReversed().join('')
  const bits = (digit: number) => left[digit] ?? ''
  const front = digits
    .slice(0, 6)
    .map((digit, n) => (parities[first]?.[n] === 'L' ? bits(digit) : mirrored(bits(digit))))
  const back = digits.slice(6).map((digit) => inverse(bits(digit)))
  return `101${front.join('')}01010${back.join('')}101`
}

const [width, height, barWidth] = [640, 480, 4]

/** Writes the film as YUV4MPEG2: white paper with the barcode in the middle. */
export async function filmBarcode(code: string, path: string): Promise<void> {
  const bars = barsOf(code)
  const begin = Math.floor((width - bars.length * barWidth) / 2)
  const isBlack = (x: number, y: number) =>
    y > 120 && y < 360 && x >= begin && bars[Math.floor((x - begin) / barWidth)] === '1'
  const light = Buffer.from(
    Array.from({ length: width * height }, (_, at) => (isBlack(at % width, Math.floor(at / width)) ? 16 : 235)),
  )
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)])
  const file = createWriteStream(path)
  file.write(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  for (let n = 0; n < 10; n += 1) file.write(frame)
  file.end()
  await once(file, 'finish')
}
