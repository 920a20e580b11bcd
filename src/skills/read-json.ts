/** What is in the body of a skill call? Kakao sends plain JSON in UTF-8, so nothing is unpacked or piped on the way. */
import type { IncomingMessage } from 'node:http'

/** Many times the longest payload of Kakao's; a longer body is read to its end and thrown away. */
const bytesAtMost = 262_144

/** `undefined` for an empty body. Throws when it is too long, packed, no UTF-8 or no JSON, or breaks off. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await bytesOf(request)
  const { 'content-encoding': packed = 'identity', 'content-type': type = '' } = request.headers
  if (packed !== 'identity' || /charset=(?!"?utf-?8)/i.test(type)) throw new TypeError(`not plain: ${packed} ${type}`)
  return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
}

function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= bytesAtMost) parts.push(part)
    })
    request.on('end', () => {
      if (bytes <= bytesAtMost) resolve(Buffer.concat(parts))
      else reject(new RangeError(`a body of ${bytes} bytes`))
    })
    request.on('error', reject)
  })
}
