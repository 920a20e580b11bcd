/** A carrier of notices that waits for Kakao only a moment, so that a test need not. Everything else is the house's own. */
import { randomUUID } from 'node:crypto'
import { takeLetters } from '../../src/infra/db/letters.js'
import { eventApi } from '../../src/infra/kakao/event-api.js'
import { kakaoPay } from '../../src/infra/kakao/pay.js'
import { deliverLetters, type Delivered } from '../../src/usecases/deliver-letters.js'
import type { Library } from './library.js'
import { storiesOn } from './stories.js'

export function impatientCarrier(
  library: Library,
  baseUrl = `${library.url}/simulator/event-api`,
): { deliver(): Promise<Delivered> } {
  const { sql, runInTx } = storiesOn(library.app.dataSource, library.app.now, undefined, library.app.rules())
  const talk = eventApi({
    baseUrl: () => baseUrl,
    botId: '65aa0000000000000000b070',
    restApiKey: 'rest-api-key',
    timeoutMs: 150,
  })
  return {
    async deliver() {
      const holder = randomUUID()
      const letters = await takeLetters(sql, 'send-notice', holder, library.app.now(), 100)
      return deliverLetters(
        {
          runInTx,
          talk,
          alimtalk: null,
          pay: kakaoPay({ baseUrl: () => 'http://127.0.0.1:1', secretKey: 'secret', cid: 'TC0ONETIME' }),
          now: library.app.now,
          isInHurry: () => false,
          look: () => Promise.resolve(null),
          writeLine: () => undefined,
        },
        'send-notice',
        letters,
        holder,
      )
    },
  }
}
