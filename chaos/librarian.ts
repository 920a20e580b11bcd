/** A librarian's day in the storm: books, copies, cash, and members who only ever come to the counter. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.js'
import type { DeskPhone } from './desk-phone.js'

export type Day = {
  readonly desk: DeskPhone
  readonly chance: Chance
  /** Begins every key of this librarian's. */
  readonly name: string
  /** Members whom no other librarian serves, and who do not chat. */
  readonly counterMembers: readonly string[]
  /** Members who chat, and pay in cash now and then. */
  readonly chatMembers: readonly string[]
  readonly bookNos: () => readonly number[]
  readonly onNewBook: (bookNo: number) => void
  readonly isOn: () => boolean
}

export async function work(day: Day): Promise<void> {
  const { desk, chance, name, counterMembers, chatMembers, bookNos, onNewBook, isOn } = day
  let keys = 0
  const newKey = () => `chaos-${name}-${String(++keys).padStart(5, '0')}`

  async function registerBook(): Promise<void> {
    const key = newKey()
    const copies = Array.from({ length: chance.between(1, 2) }, () => ({ callNumber: null, barcode: null }))
    const body = { title: `카오스 ${key}`, author: '폭풍', copies }
    const made = await desk.commands({ deed: 'new book', method: 'POST', path: '/books', body, key })
    if (made?.status === 201) onNewBook(Number(made.body['bookNo']))
  }

  async function addCopy(): Promise<void> {
    const bookNo = chance.pick(bookNos())
    if (bookNo === undefined) return
    const key = newKey()
    const body = { callNumber: key, barcode: null }
    await desk.commands({ deed: 'new copy', method: 'POST', path: `/books/${bookNo}/copies`, body, key })
  }

  async function correctBook(): Promise<void> {
    const bookNo = chance.pick(bookNos())
    const seen = bookNo === undefined ? null : await desk.looks(`/books/${bookNo}`)
    if (bookNo === undefined || !seen?.version) return
    const body = { publisher: `출판사 ${chance.between(1, 1_000_000)}` }
    await desk.commands({
      ...{ deed: 'correct book', method: 'PATCH', path: `/books/${bookNo}`, body, key: newKey() },
      ...{ about: { bookNo }, ifMatch: seen.version },
    })
  }

  async function takeCash(): Promise<void> {
    const memberId = chance.pick([...counterMembers, ...chatMembers])
    if (memberId === undefined) return
    const key = newKey()
    const body = { amountWon: 1_000 * chance.between(1, 5), reason: `영수증 ${key}` }
    const path = `/members/${memberId}/points/cash`
    await desk.commands({ deed: 'cash', method: 'POST', path, body, key, about: { memberId, won: body.amountWon } })
  }

  async function givePoints(): Promise<void> {
    const memberId = chance.pick(chatMembers)
    if (memberId === undefined) return
    const key = newKey()
    const body = { amountWon: 500, reason: `선물 ${key}` }
    const path = `/members/${memberId}/points/give`
    await desk.commands({ deed: 'gift', method: 'POST', path, body, key, about: { memberId, won: 500 } })
  }

  async function atCounter(deed: 'counter rent' | 'counter return'): Promise<void> {
    const memberId = chance.pick(counterMembers)
    const bookNo = chance.pick(bookNos())
    if (memberId === undefined || bookNo === undefined) return
    const copy = deed === 'counter return' ? await copyAtHome(memberId) : await copyOf(bookNo)
    if (copy === undefined) return
    const isRent = deed === 'counter rent'
    await desk.commands({
      ...{ deed, method: 'POST', path: isRent ? '/counter/rent' : '/counter/return', key: newKey() },
      body: isRent ? { memberId, copyId: copy } : { copyId: copy },
      about: { memberId, copyId: copy },
    })
  }

  async function copyOf(bookNo: number): Promise<string | undefined> {
    const scanned = await desk.looks(`/counter/scan?code=${encodeURIComponent(`#${bookNo}`)}`)
    const copies = (scanned?.body['copies'] ?? []) as readonly { copyId: string; rental: unknown; hold: unknown }[]
    return chance.pick(copies.filter(({ rental, hold }) => rental === null && hold === null))?.copyId
  }

  /** As the board has it, which may be a moment behind. */
  async function copyAtHome(memberId: string): Promise<string | undefined> {
    const board = await desk.looks(`/board?status=out&memberId=${memberId}`)
    const rows = (board?.body['items'] ?? []) as readonly { copyId: string | null }[]
    return chance.pick(rows)?.copyId ?? undefined
  }

  const things = [
    registerBook,
    addCopy,
    correctBook,
    correctBook,
    takeCash,
    takeCash,
    givePoints,
    () => atCounter('counter rent'),
    () => atCounter('counter rent'),
    () => atCounter('counter return'),
    () => desk.looks('/dashboard'),
    () => desk.looks('/board?sort=-began'),
  ]
  while (isOn()) {
    await chance.pick(things)?.()
    await pause(chance.between(50, 400))
  }
}
