/** Is everything set that a house with real members needs? */
import type { Config } from '../config.js'
import { later, well, wrong, type Finding } from './finding.js'

/** Says nothing of what is in any of them. */
export function lookAtEnvironment(config: Config, missing: readonly string[]): Finding[] {
  const { alimtalk, hooks, library, pay, publicUrl } = config
  return [
    missing.length === 0
      ? well('운영에 꼭 필요한 설정이 모두 있어요.')
      : wrong(
          `아직 비어 있는 설정: ${missing.join(', ')}`,
          '.env에 채워 주세요. 값을 얻는 곳은 docs/kakao-console.ko.md 1장에 있어요.',
        ),
    config.isProduction
      ? well('NODE_ENV=production')
      : later(
          '연습 중이에요 (NODE_ENV가 production이 아니에요).',
          '회원을 받기 전에 NODE_ENV=production으로 바꿔 주세요.',
        ),
    ...(publicUrl === null || isOutside(publicUrl)
      ? []
      : [wrong(`PUBLIC_URL ${publicUrl}은 밖에서 열리지 않아요.`, '카카오가 부를 수 있는 https 주소로 바꿔 주세요.')]),
    ...(pay?.cid === 'TC0ONETIME'
      ? [
          wrong(
            'KAKAOPAY_CID가 시험용이에요. 돈이 오가지 않아도 적립금이 올라가요.',
            '카카오페이에서 받은 가맹점 코드를 적어 주세요.',
          ),
        ]
      : []),
    ...(alimtalk
      ? []
      : [
          later(
            '알림톡을 쓰지 않아요. 채널을 추가하지 않은 회원은 전화 목록에 올라요.',
            '쓰시려면 docs/kakao-console.ko.md 6-2장을 봐 주세요.',
          ),
        ]),
    ...(hooks.kakaoAdminKey
      ? []
      : [later('채널 추가·차단 웹훅이 닫혀 있어요.', '쓰시려면 KAKAO_ADMIN_KEY를 적어 주세요 (6-1장).')]),
    ...(library.phone
      ? []
      : [
          later('‘도서관 문의’에 전화 버튼이 없어요.', 'LIBRARY_PHONE을 적거나, 관리자센터에서 상담 연결을 켜 주세요.'),
        ]),
  ]
}

function isOutside(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return (
    protocol === 'https:' && !/^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|\.local$/.test(hostname)
  )
}
