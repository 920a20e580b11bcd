/** Is the house itself ready for members? */
import type { App } from '../app.js'
import { byHand, well, wrong, type Finding } from './finding.js'

export async function lookInside(app: App): Promise<Finding[]> {
  return [
    well('데이터베이스가 답하고, 표가 모두 있어요.'),
    (await app.isStocked())
      ? well('책이 있어요.')
      : wrong('책이 한 권도 없어요.', 'npm run import -- 목록.csv 로 넣거나, 관리 화면에서 등록해 주세요.'),
    (await app.isDeskOpen())
      ? well('로그인할 수 있는 사서가 있어요.')
      : wrong('로그인할 수 있는 사서가 없어요.', 'ADMIN_EMAIL과 ADMIN_PASSWORD를 적고 desk를 한 번 켜 주세요.'),
  ]
}

/** What nobody but a person can see in Kakao's consoles. */
export const inTheConsole: readonly Finding[] = [
  byHand('폴백 블록과 웰컴 블록에 스킬을 잇고 응답을 ‘스킬데이터’로 했나요?', 'docs/kakao-console.ko.md 4장'),
  byHand('이벤트 블록의 이름이 표와 한 글자도 다르지 않고, 스킬은 /skills/notice인가요?', '5장'),
  byHand('비즈니스 채널, 카카오 로그인, 월렛 충전이 끝났나요?', '6장'),
  byHand('마지막으로 고친 뒤에 배포를 눌렀나요?', '9장'),
]
