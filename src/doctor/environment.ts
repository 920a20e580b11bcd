/** Is everything set that a house with real members needs? */
import type { Config } from '../config.js'
import { later, well, wrong, type Finding } from './finding.js'

/** Where a value comes from, and the chapter of the guide that leads there. */
const whereFrom: Readonly<Record<string, string>> = {
  DATABASE_URL: 'mysql://이름:비밀번호@주소:3306/데이터베이스 (1장)',
  PRIVACY_KEY: '`openssl rand -base64 32`로 만들어, 백업과 따로 간직해 주세요 (1장)',
  PUBLIC_URL: '카카오가 부를 수 있는 https 주소, 끝에 / 없이 (1장)',
  SKILL_SECRET: '`openssl rand -hex 24`로 만들어, 스킬의 헤더 X-Skill-Secret에도 같은 값을 적어 주세요 (1, 3장)',
  KAKAO_BOT_ID: '챗봇 관리자센터의 봇 ID (2장)',
  KAKAO_REST_API_KEY: '카카오 디벨로퍼스 앱의 REST API 키 (6장)',
  KAKAOPAY_SECRET_KEY: '카카오페이 개발자센터의 시크릿 키 (8장)',
  KAKAOPAY_CID: '카카오페이 가맹점 코드 (8장)',
}

function sayWhereFrom(name: string): string {
  return `${name}: ${whereFrom[name] ?? '.env.example의 설명을 봐 주세요'}`
}

/** Says nothing of what is in any of them. */
export function lookAtEnvironment(config: Config, missing: readonly string[]): Finding[] {
  const { alimtalk, hooks, library, pay, publicUrl } = config
  return [
    missing.length === 0
      ? well('운영에 꼭 필요한 설정이 모두 있어요.')
      : wrong(
          `아직 비어 있는 설정: ${missing.join(', ')}`,
          ['.env에 채워 주세요. 장은 docs/kakao-console.ko.md의 것이에요.', ...missing.map(sayWhereFrom)].join(
            '\n      ',
          ),
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
