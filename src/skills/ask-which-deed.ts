/** Asks which of several deeds is meant: nothing is done on a guess. */
import type { Alternative, Alternatives } from './alternatives.js'
import { button, quick, textCard, type Reply } from './reply.js'
import { sayTitle } from './words.js'

/** What the button is called, and what it says of a book. */
const words: { readonly [D in Alternative]: readonly [label: string, order: string] } = {
  rent: ['대여하기', '빌려줘'],
  return: ['반납하기', '반납할게요'],
  renew: ['연장하기', '연장할게요'],
  hold: ['예약하기', '예약할게요'],
}

export function askWhichDeed({ deeds, query }: Alternatives): Reply {
  const about = query === '' ? '' : `${sayTitle(query)}, `
  return {
    intent: 'help',
    outcome: 'ask',
    outputs: [
      textCard(
        '',
        `${about}어느 쪽을 도와드릴까요?`,
        deeds.map((deed) => {
          const [label, order] = words[deed]
          return button(label, query === '' ? label : `${query} ${order}`)
        }),
      ),
    ],
    quickReplies: [quick('마이페이지'), quick('처음으로')],
  }
}
