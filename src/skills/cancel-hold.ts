/** Getting out of line again: the one hold there is, the one that was named, or the one that is chosen. */
import type { HoldId } from '../domain/ids.js'
import type { HeldBook } from '../usecases/views.js'
import { nothingHeld } from './my-holds.js'
import { isMeant, isNamed, type Named } from './pick-rental.js'
import { sayRefusals } from './refusal-words.js'
import { listCard, quick, text, textCard, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'
import { sayInLine, sayNumbered, sayTitle } from './words.js'

export function cancelHold(visit: Visit, holdId: HoldId): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'hold-cancel', async (member) => {
    const done = await app.cancelHold({ memberId: member.id, holdId })
    const outputs = done.ok
      ? [textCard('예약을 취소했어요', `${sayTitle(done.value.title)}, 언제든 다시 예약하실 수 있어요.`)]
      : [text(sayRefusals(done.refusals))]
    return {
      intent: 'hold-cancel',
      outcome: done.ok ? 'ok' : done.refusals[0].kind,
      outputs,
      quickReplies: [quick('내 예약'), quick('책 찾기'), quick('마이페이지')],
    }
  })
}

/** `예약 취소`, `소년이 온다 예약 취소`, `소년이 온다 #1024 예약 취소`. */
export function cancelByWords(visit: Visit, named: Named): Promise<Reply> {
  return forMembers(visit, 'hold-cancel', async (member) => {
    const holds = await visit.app.views.holds(member.id)
    const meant = holds.filter((book) => isMeant(book, named))
    const [only, second] = meant
    if (only && !second) return cancelHold(visit, only.holdId)
    if (holds.length === 0) return nothingHeld('hold-cancel')
    return choose(meant.length > 0 ? meant : holds, isNamed(named) && meant.length === 0)
  })
}

function choose(holds: readonly HeldBook[], isUnknown: boolean): Reply {
  const rows = holds.map((book) => ({
    title: book.title,
    description: sayInLine(book.place),
    say: `${sayNumbered(book)} 예약 취소`,
    tap: { do: 'hold-cancel', holdId: book.holdId } as const,
  }))
  return {
    intent: 'hold-cancel',
    outcome: 'ask',
    outputs: [
      ...(isUnknown ? [text('말씀하신 책은 예약하지 않으셨어요. 예약한 책 가운데 골라 주세요.')] : []),
      listCard('어떤 예약을 취소할까요?', rows),
    ],
    quickReplies: [quick('내 예약'), quick('마이페이지'), quick('처음으로')],
  }
}
