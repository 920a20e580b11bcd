/** A request as it goes over the wire, and what came back. */
import { Agent, request } from 'node:http'

export type Wire = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
  /** In pieces, without saying how long it will be. */
  readonly isChunked?: boolean
}

export type Heard = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly ms: number
}
/** No answer: why, and after how long. */
export type Unheard = { readonly failed: string; readonly ms: number }

/** Kakao gives up after so long. */
const patienceMs = 5_000

export type Line = { send(wire: Wire): Promise<Heard | Unheard>; hangUp(): void }

export function openLine(url: string, connections: number): Line {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: 20_000 })
  return {
    hangUp: () => agent.destroy(),
    send: ({ method, path, headers, body, isChunked }) =>
      new Promise((resolve) => {
        const startedAt = performance.now()
        const ms = () => Math.round(performance.now() - startedAt)
        const length = body === null || isChunked ? {} : { 'content-length': String(body.length) }
        const call = request({ hostname, port, agent, method, path, headers: { ...headers, ...length } })
        const patience = setTimeout(() => call.destroy(new Error('no answer in time')), patienceMs)
        const end = (answer: Heard | Unheard) => {
          clearTimeout(patience)
          resolve(answer)
        }
        call.on('error', (error) => end({ failed: error.message, ms: ms() }))
        call.on('response', (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', (error) => end({ failed: error.message, ms: ms() }))
          response.on('end', () => {
            const { statusCode = 0, headers } = response
            end({ status: statusCode, headers, text: Buffer.concat(parts).toString('utf8'), ms: ms() })
          })
        })
        if (body && isChunked)
          for (let at = 0; at < body.length; at += 1 + (body.length >> 2))
            call.write(body.subarray(at, at + 1 + (body.length >> 2)))
        call.end(isChunked ? undefined : (body ?? undefined))
      }),
  }
}

/** To be tried again by hand. */
export function asCurl({ method, path, headers, body, isChunked }: Wire, url: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  const said = Object.entries({ ...headers, ...(isChunked ? { 'transfer-encoding': 'chunked' } : {}) })
  const words = [
    'curl -i --path-as-is',
    `-X ${method}`,
    ...said.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ]
  const address = quoted(`${url}${path}`)
  if (body === null) return [...words, address].join(' ')
  const isText =
    body.toString('utf8').length < 4_000 && Buffer.from(body.toString('utf8')).equals(body) && !body.includes(0)
  return isText
    ? [...words, `--data-binary ${quoted(body.toString('utf8'))}`, address].join(' ')
    : [
        `printf %s ${body.subarray(0, 3_000).toString('base64')}`,
        '| base64 -d |',
        ...words,
        '--data-binary @-',
        address,
      ].join(' ')
}
