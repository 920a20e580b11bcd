/** A bare socket to the product: costs the caller a fifth of what an HTTP client costs. */
import { connect, type Socket } from 'node:net'

const headEnd = Buffer.from('\r\n\r\n')

export type Line = { call(request: Buffer): Promise<Buffer>; hangUp(): void }

/** One request at a time. */
export async function openLine(port: number): Promise<Line> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opening)).once('error', reject)
  })
  let heard: Buffer = Buffer.alloc(0)
  let done: (answer: Buffer) => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  socket.on('data', (bytes: Buffer) => {
    heard = heard.length === 0 ? bytes : Buffer.concat([heard, bytes])
    const length = lengthOf(heard)
    if (length === null) return failed(new Error(`an answer without a length: ${heard.toString('latin1', 0, 300)}`))
    if (heard.length < length) return
    const answer = heard
    heard = Buffer.alloc(0)
    done(answer)
  })
  socket.on('error', (error) => failed(error)).on('close', () => failed(new Error('the server hung up')))
  return {
    call: (request) =>
      new Promise((resolve, reject) => {
        done = resolve
        failed = reject
        socket.write(request)
      }),
    hangUp: () => void socket.destroy(),
  }
}

/** Bytes of the whole answer; infinite as long as its head has not arrived, `null` when that does not say. */
function lengthOf(heard: Buffer): number | null {
  const end = heard.indexOf(headEnd)
  if (end === -1) return Infinity
  const length = /content-length: (\d+)/i.exec(heard.toString('latin1', 0, end))?.[1]
  return length === undefined ? null : end + headEnd.length + Number(length)
}
