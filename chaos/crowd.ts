/** Everybody outside at once: members who stroll, newcomers who join, librarians at work. */
import type { Cast } from './cast.js'
import { boss } from './cast.js'
import type { Chance } from './chance.js'
import { openDeskPhone } from './desk-phone.js'
import type { History } from './history.js'
import type { House } from './house.js'
import { work } from './librarian.js'
import { stroll } from './member.js'
import { join } from './newcomer.js'
import type { Outside } from './outside.js'
import { openPhone } from './phone.js'

export type CrowdOptions = {
  readonly cast: Cast
  readonly house: House
  readonly outside: Outside
  readonly history: History
  readonly chance: Chance
  readonly librarians: number
  readonly newcomers: readonly string[]
  readonly isOn: () => boolean
  readonly hidesNonce: boolean
}

/** Ends when everybody has gone home, which they do as soon as it is over. */
export async function letCrowdIn(options: CrowdOptions): Promise<void> {
  const { cast, house, outside, history, chance, librarians, newcomers, isOn, hidesNonce } = options
  const bookNos = [...cast.bookNos]
  const shelf = () => bookNos
  const phoneOf = (name: string) => openPhone({ name, outside, history, chance: chance.branch(name), isOn, hidesNonce })
  const strollOf = (name: string) =>
    stroll({ phone: phoneOf(name), history, chance: chance.branch(`${name}, strolling`), bookNos: shelf, isOn })

  const strolling = cast.strollers.map(({ name }) => strollOf(name))
  const joining = newcomers.map(async (name, index) => {
    const number = `010-8888-${String(1_000 + index)}`
    if (await join(phoneOf(name), number, history, chance.branch(`${name}, joining`), isOn)) await strollOf(name)
  })
  const working = Array.from({ length: librarians }, (_, index) => {
    const desk = house.desks[index % house.desks.length]
    if (!desk) throw new Error('no desk')
    const name = `desk-${index + 1}`
    const own = chance.branch(name)
    return work({
      ...{ name, chance: own, bookNos: shelf, isOn },
      desk: openDeskPhone({ name, url: desk.url, librarian: boss, history, chance: own, isOn }),
      counterMembers: cast.counterMembers
        .filter((_one, at) => at % librarians === index)
        .map(({ memberId }) => memberId),
      chatMembers: cast.strollers.map(({ memberId }) => memberId),
      onNewBook: (bookNo) => void bookNos.push(bookNo),
    })
  })
  await Promise.all([...strolling, ...joining, ...working])
}
