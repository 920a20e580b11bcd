/** The process's HTTP door: open before the house is, and shut only when everybody inside has been served. */
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type HttpDoor = {
  readonly port: number
  /** Who answers from now on. */
  serve(listener: RequestListener): void
  /** From now on every answer says that its connection ends with it, so that callers who keep one go elsewhere. */
  lastCalls(): void
  /** How many requests are being answered. */
  running(): number
  /** Takes no new connection, and cuts off whoever is not served by then. Answers how many that were. */
  shut(patienceMs: number): Promise<number>
}

/** Longer than balancers keep idle connections, so that it is they who close them. */
const keepAliveMs = 65_000
/** Who connected and says nothing for so long, when the door is shut, wanted nothing. */
const silenceMs = 500
const sweepMs = 50

/** `first` answers until there is somebody else. */
export async function openDoor(port: number, host: string | null, first: RequestListener): Promise<HttpDoor> {
  let listener = first
  let isLastCall = false
  const running = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  const http = createServer((request, response) => {
    running.add(response)
    response.once('close', () => running.delete(response))
    if (isLastCall) response.shouldKeepAlive = false
    listener(request, response)
  })
  http.keepAliveTimeout = keepAliveMs
  http.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen({ port, ...(host ? { host } : {}) }, resolve)
  })

  return {
    port: (http.address() as AddressInfo).port,
    serve: (other) => void (listener = other),
    lastCalls() {
      isLastCall = true
      for (const response of running) if (!response.headersSent) response.shouldKeepAlive = false
    },
    running: () => running.size,
    async shut(patienceMs) {
      let left = 0
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      const sweep = setInterval(() => http.closeIdleConnections(), sweepMs)
      // to Node a connection is busy from its first moment, also when nothing was ever said on it
      const silence = setTimeout(() => {
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
      }, silenceMs)
      const deadline = setTimeout(() => {
        left = running.size
        http.closeAllConnections()
      }, patienceMs)
      await closed
      clearInterval(sweep)
      for (const timer of [silence, deadline]) clearTimeout(timer)
      return left
    },
  }
}
