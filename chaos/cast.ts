/** Who and what is there before the storm: books, members with money, some with late books, a librarian each for two counters. */
import type { CopyId, MemberId, RentalId } from '../src/domain/ids.js'
import { addDays, dayOf } from '../src/domain/time.js'
import { crowd, member } from '../tests/support/crowd.js'
import { openLibrary, type Library } from '../tests/support/library.js'

export type Size = {
  readonly members: number
  readonly librarians: number
  readonly books: number
  /** Members whose books are late from the first moment, and who only hear of it. */
  readonly late: number
  /** Members whose books are late as well, and come back before they can be told. */
  readonly returning: number
}

export type Cast = {
  /** Who chat, by name and id. */
  readonly strollers: readonly Person[]
  readonly counterMembers: readonly Person[]
  readonly prober: Person
  /** Whose notices wait already. */
  readonly returning: readonly LateReader[]
  /** Whoever may be written to. */
  readonly everybody: readonly Person[]
  readonly bookNos: readonly number[]
}

export type LateReader = Person & { readonly rentalId: RentalId; readonly copyId: CopyId }

export type Person = { readonly name: string; readonly memberId: MemberId; readonly userKey: string }

export const boss = { email: 'boss@library.kr', password: 'first-password-1' } as const

export async function castFor(databaseUrl: string, kakaoEnv: Record<string, string>, size: Size): Promise<Cast> {
  const library = await openLibrary('mariadb', {
    database: { url: databaseUrl, drop: () => Promise.resolve() },
    env: { ...kakaoEnv, ROLES: 'bot,desk,simulator', ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password },
    at: new Date().toISOString(),
  })
  try {
    // a storm may come at night
    await library.rows('INSERT INTO settings (name, value) VALUES (?, ?)', [
      'policy',
      JSON.stringify({ notices: { fromHour: 0, untilHour: 24 } }),
    ])
    const strollers = await crowd(library, size.members, 30_000)
    const counterMembers = await crowd(library, size.librarians * 2, 30_000)
    const prober = await member(library, '살피미')
    const bookNos: number[] = []
    for (let number = 1; number <= size.books; number += 1)
      bookNos.push((await library.book({ title: `바쁜 책 ${number}`, copies: 1 + (number % 2) })).bookNo)
    const sleepers = await lend(library, size.late, '늦은 책')
    const returning = await lend(library, size.returning, '돌아오는 책')
    for (const { memberId } of returning) await library.app.chaseOverdue({ memberId })
    const everybody = [...strollers, ...counterMembers, prober, ...sleepers, ...returning].map(faceOf)
    return {
      ...{ strollers: strollers.map(faceOf), counterMembers: counterMembers.map(faceOf), prober: faceOf(prober) },
      ...{ everybody, bookNos, returning },
    }
  } finally {
    await library.close()
  }
}

/** Rented long ago, as far as the house can tell. */
async function lend(library: Library, count: number, what: string): Promise<readonly LateReader[]> {
  const readers: LateReader[] = []
  for (const [index, reader] of (await crowd(library, count, 5_000)).entries()) {
    const { memberId } = reader
    const { bookId } = await library.book({ title: `${what} ${index + 1}` })
    const rented = await library.app.rentBook({ memberId, bookId, commandKey: null })
    if (!rented.ok) throw new Error(`not rented: ${rented.refusals[0].kind}`)
    const { id: rentalId, copyId } = rented.value.rental
    const dueOn = addDays(dayOf(new Date()), -1 - (index % 5))
    await library.rows('UPDATE rentals SET due_on = ?, open_due_on = ? WHERE id = ?', [dueOn, dueOn, rentalId])
    readers.push({ ...faceOf(reader), rentalId, copyId })
  }
  while ((await library.app.deliverLetters()) > 0);
  await library.app.board.rebuild()
  return readers
}

function faceOf({ name, memberId, userKey }: Person): Person {
  return { name, memberId, userKey }
}
