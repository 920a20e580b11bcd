/** Kakao, KakaoPay and Solapi as configured; where nothing is, the simulator's stand-ins take their places. */
import type { Config } from '../config.js'
import { noticeKinds } from '../domain/notice.js'
import { alimtalk, type AlimtalkOptions } from '../infra/kakao/alimtalk.js'
import { bookSearch } from '../infra/kakao/books.js'
import { eventApi } from '../infra/kakao/event-api.js'
import { kakaoPay } from '../infra/kakao/pay.js'
import { system } from '../infra/system.js'
import type { Watch } from '../watch.js'
import type { Alimtalk, BookSearch, KakaoPay, Talk } from '../usecases/gateways.js'
import { watchedGateway } from './watched-gateway.js'

export const toyBotId = '65aa0000000000000000b070'

/** `ownUrl`: where the stand-ins live. */
export function gatewaysOf(
  config: Config,
  ownUrl: () => string,
  watch: Watch,
): { talk: Talk; pay: KakaoPay; alimtalk: Alimtalk | null; books: BookSearch } {
  const talk = eventApi(
    config.eventApi
      ? { ...config.eventApi, baseUrl: always(config.eventApi.baseUrl) }
      : { baseUrl: () => `${ownUrl()}/simulator/event-api`, botId: toyBotId, restApiKey: 'simulator' },
  )
  const pay = kakaoPay(
    config.pay
      ? { ...config.pay, baseUrl: always(config.pay.baseUrl) }
      : { baseUrl: () => `${ownUrl()}/simulator/kakaopay`, secretKey: 'simulator', cid: 'TC0ONETIME' },
  )
  const books = bookSearch(
    config.books
      ? { ...config.books, baseUrl: always(config.books.baseUrl) }
      : { baseUrl: () => `${ownUrl()}/simulator/books`, restApiKey: 'simulator' },
  )
  const signing = { now: system.now, newSalt: system.newSalt }
  const messages = alimtalkOf(config, ownUrl, signing)
  return {
    talk: watchedGateway('event-api', talk, watch),
    pay: watchedGateway('kakao-pay', pay, watch),
    books: watchedGateway('kakao-books', { search: books }, watch).search,
    alimtalk: messages && watchedGateway('solapi', messages, watch),
  }
}

type Signing = Pick<AlimtalkOptions, 'now' | 'newSalt'>

/** Where nothing is configured and no simulator plays along, there is no Alimtalk. */
function alimtalkOf({ alimtalk: given, roles }: Config, ownUrl: () => string, signing: Signing): Alimtalk | null {
  if (given) return alimtalk({ ...given, ...signing, baseUrl: always(given.baseUrl) })
  if (!roles.includes('simulator')) return null
  return alimtalk({
    ...signing,
    baseUrl: () => `${ownUrl()}/simulator/solapi`,
    apiKey: 'simulator',
    apiSecret: 'simulator',
    pfId: 'simulator',
    from: null,
    // a template for everything
    templates: Object.fromEntries(noticeKinds.map((kind) => [kind, `simulator-${kind}`])),
    hasSmsFallback: false,
  })
}

function always(text: string): () => string {
  return () => text
}
