/** The greeting, and the way on from anywhere. */
import { josa } from 'es-hangul'
import { quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'

export function greet({ app, visitor }: Visit): Reply {
  const { name } = app.library
  const who = visitor.member ? `${visitor.member.name}님, ` : ''
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [
      textCard(
        josa(name, '이에요/예요'),
        `${who}안녕하세요! 찾는 책의 제목이나 지은이를 그냥 보내 주세요.\n예) 소년이 온다 / 한강 책 / 소년이 온다 빌려줘`,
      ),
    ],
    quickReplies: waysOn(visitor.member !== null),
  }
}

/** Everything the bot does, a tap away. */
export function waysOn(isMember: boolean) {
  const join = isMember ? [] : [quick('회원가입', '회원가입', { do: 'signup' })]
  return [
    ...join,
    quick('책 찾기'),
    quick('마이페이지'),
    quick('적립금 충전'),
    quick('반납하기'),
    quick('추천 도서'),
    quick('운영 시간'),
    quick('도서관 문의'),
  ]
}

export function staleButton({ visitor }: Visit): Reply {
  return {
    intent: 'unknown',
    outcome: 'stale-button',
    outputs: [text('예전 버튼이라 더는 쓸 수 없어요. 아래에서 다시 골라 주세요.')],
    quickReplies: waysOn(visitor.member !== null),
  }
}

export function cancelled({ visitor }: Visit): Reply {
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [text('그만할게요. 다른 일을 도와드릴까요?')],
    quickReplies: waysOn(visitor.member !== null),
  }
}
