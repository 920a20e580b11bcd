/** Kakao, KakaoPay and Solapi, as they look from here. */
import { reachOutside, type Place } from '../app/reach.js'
import type { Config } from '../config.js'
import { later, well, wrong, type Finding } from './finding.js'

const places: { readonly [P in Place]: { readonly name: string; readonly key: string } } = {
  'event-api': { name: '카카오 Event API', key: 'KAKAO_REST_API_KEY' },
  'kakao-pay': { name: '카카오페이', key: 'KAKAOPAY_SECRET_KEY와 KAKAOPAY_CID' },
  'kakao-books': { name: '카카오 책 검색', key: 'KAKAO_REST_API_KEY' },
  solapi: { name: '솔라피', key: 'SOLAPI_API_KEY와 SOLAPI_API_SECRET' },
}

export async function askOutside(config: Config): Promise<Finding[]> {
  const reached = await reachOutside(config)
  return reached.map(({ place, how, said }) => {
    const { name, key } = places[place]
    switch (how) {
      case 'answers':
        return well(`${name}: 응답해요.`)
      case 'refuses-key':
        return wrong(`${name}: 열쇠를 알아보지 못해요 (${said}).`, `${key}를 다시 확인해 주세요.`)
      case 'away':
        return wrong(`${name}에 닿지 않아요 (${said}).`, '서버에서 밖으로 나가는 길(방화벽, DNS)을 봐 주세요.')
      case 'played':
        return later(`${name} 대신 시뮬레이터를 써요.`, '실제 채널에 붙일 때는 ROLES에서 simulator를 빼 주세요.')
    }
  })
}
