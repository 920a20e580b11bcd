/** Late books that come back while Kakao is away: when it is there again, there is nothing left to tell their readers. */
import { tapVersion } from '../src/skills/turn.js'
import { boss, type Cast, type LateReader } from './cast.js'
import type { Chance } from './chance.js'
import { openDeskPhone } from './desk-phone.js'
import { wasAccepted, type History } from './history.js'
import type { House } from './house.js'
import type { Outside } from './outside.js'
import { openPhone, type Button } from './phone.js'

export type Returning = {
  readonly readers: Cast['returning']
  readonly house: House
  readonly outside: Outside
  readonly history: History
  readonly chance: Chance
}

/** A phone or a desk that was not heard gives up after a while; so often it begins again. */
const beginningsAtMost = 10

/** Every other one brings the book to the counter, the others say in the chat that it is back. Ends when the house has heard all of them. */
export async function bringBack({ readers, house, outside, history, chance }: Returning): Promise<void> {
  const isOn = () => true
  const url = house.desks[0]?.url ?? ''
  const desk = openDeskPhone({
    name: 'desk-late',
    url,
    librarian: boss,
    history,
    chance: chance.branch('desk-late'),
    isOn,
  })
  await Promise.all([
    each(
      readers.filter((_one, index) => index % 2 === 0),
      atCounter,
    ),
    ...readers.filter((_one, index) => index % 2 === 1).map((reader) => untilHeard(reader, inChat)),
  ])

  async function each(some: readonly LateReader[], deed: (reader: LateReader) => Promise<unknown>): Promise<void> {
    for (const reader of some) await untilHeard(reader, deed)
  }

  async function untilHeard(reader: LateReader, deed: (reader: LateReader) => Promise<unknown>): Promise<void> {
    const { name, rentalId } = reader
    const isHeard = () => history.commands.some((one) => one.about['rentalId'] === rentalId && wasAccepted(one))
    for (let beginnings = 0; beginnings < beginningsAtMost && !isHeard(); beginnings += 1) await deed(reader)
    if (!isHeard()) history.fault(`nobody heard that the late book of ${name} is back`)
  }

  function atCounter({ memberId, rentalId, copyId }: LateReader): Promise<unknown> {
    return desk.commands({
      ...{ deed: 'late return', method: 'POST', path: '/counter/return', key: `chaos-late-${rentalId}` },
      ...{ body: { copyId }, about: { memberId, rentalId, copyId } },
    })
  }

  function inChat({ name, rentalId }: LateReader): Promise<unknown> {
    const phone = openPhone({ name, outside, history, chance: chance.branch(name), isOn, hidesNonce: false })
    return phone.taps(claimButton(rentalId))
  }
}

/** As it stands below an earlier notice. */
function claimButton(rentalId: string): Button {
  const label = '이미 반납했어요'
  return { label, messageText: label, via: 'CARD_BUTTON_MESSAGE', extra: { v: tapVersion, do: 'claim', rentalId } }
}
