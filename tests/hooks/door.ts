/** The webhooks' door on a server of its own, with what was noted and what was logged. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import type { AlimtalkNews, ChannelNews } from '../../src/domain/news.js'
import { hooksRouter, type HookParts } from '../../src/hooks/router.js'

export type Door = {
  readonly url: string
  readonly channelNews: ChannelNews[]
  readonly alimtalkNews: AlimtalkNews[]
  /** Every line of the log, as one text. */
  log(): string
  close(): Promise<void>
}

export const kakaoAdminKey = 'the-admin-key'
export const solapiSecret = 'the-secret-in-the-address'

export async function openDoor(parts: Partial<HookParts> = {}): Promise<Door> {
  const channelNews: ChannelNews[] = []
  const alimtalkNews: AlimtalkNews[] = []
  const lines: string[] = []
  const app = express()
  app.use(
    '/hooks',
    hooksRouter({
      noteChannel: async (news) => void channelNews.push(news),
      noteAlimtalk: async (news) => void alimtalkNews.push(news),
      hooks: { kakaoAdminKey, solapiSecret },
      log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
      ...parts,
    }),
  )
  const http = createServer(app)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hooks`,
    channelNews,
    alimtalkNews,
    log: () => lines.join(''),
    async close() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** POSTs `body` as it stands when it is text, as JSON otherwise; answers the status. */
export async function callHook(url: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  await response.text()
  return response.status
}
