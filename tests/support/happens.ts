/** Something happens in the house, as far as its letters know: the event is written as a story would write it. */
import { randomUUID } from 'node:crypto'
import type { BookFacts, Event } from '../../src/domain/events.js'
import { eventWrites } from '../../src/infra/db/letters.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { system } from '../../src/infra/system.js'
import type { Library } from './library.js'

export async function happens(library: Library, ...events: Event[]): Promise<void> {
  await openSql(library.app.dataSource).carryOut(eventWrites(events, library.app.now(), system.newId))
}

export const newId = <Id extends string>() => randomUUID() as Id

export function bookFacts(bookNo: number, title: string): BookFacts {
  return {
    bookNo,
    isbn13: null,
    title,
    author: '지은이',
    publisher: '펴낸곳',
    publishedYear: 2020,
    kdc: null,
    feeWon: null,
    popularity: 0,
  }
}

export async function deliverAll(library: Library): Promise<void> {
  while ((await library.app.deliverLetters()) > 0);
}
