/** Do Kakao's hosts answer, and do they know our keys? Asked for what is in nobody's books, so that nothing happens. */
import { gatewaysOf } from '../app/outside.js'
import type { Config } from '../config.js'
import { OutsideError } from '../usecases/gateways.js'
import { unwatched } from '../watch.js'
import { later, well, wrong, type Finding } from './finding.js'

const nobodys = 'chaekbang-doctor'
/** Any book that is there will do, and one that is not says as much. */
const someIsbn = '9788936434120'

export async function askOutside(config: Config): Promise<Finding[]> {
  const { talk, pay, books, alimtalk } = gatewaysOf(config, () => '', unwatched)
  return Promise.all([
    config.eventApi
      ? ask('카카오 Event API', 'KAKAO_REST_API_KEY', () => talk.result(nobodys))
      : played('카카오 Event API'),
    config.pay
      ? ask('카카오페이', 'KAKAOPAY_SECRET_KEY와 KAKAOPAY_CID', () => pay.order(nobodys))
      : played('카카오페이'),
    config.books ? ask('카카오 책 검색', 'KAKAO_REST_API_KEY', () => books(someIsbn)) : played('카카오 책 검색'),
    ...(alimtalk && config.alimtalk
      ? [ask('솔라피', 'SOLAPI_API_KEY와 SOLAPI_API_SECRET', () => alimtalk.result(nobodys))]
      : []),
  ])
}

function played(place: string): Finding {
  return later(`${place} 대신 시뮬레이터를 써요.`, '실제 채널에 붙일 때는 ROLES에서 simulator를 빼 주세요.')
}

async function ask(place: string, key: string, question: () => Promise<unknown>): Promise<Finding> {
  try {
    await question()
    return well(`${place}: 응답하고 열쇠도 맞아요.`)
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    if (error.isDown)
      return wrong(`${place}에 닿지 않아요 (${error.message}).`, '서버에서 밖으로 나가는 길(방화벽, DNS)을 봐 주세요.')
    if (/HTTP 40[13]$/.test(error.message))
      return wrong(`${place}: 열쇠를 알아보지 못해요 (${error.message}).`, `${key}를 다시 확인해 주세요.`)
    return well(`${place}: 응답해요.`)
  }
}
