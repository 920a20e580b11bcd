/** What members would type, made from the books that are there: of every kind so many. */
import type { BookRecord } from '../src/domain/catalogue-record.js'
import { initialsOf } from '../src/domain/initials.js'
import { norm } from '../src/domain/spelling.js'

type Make = (book: BookRecord, chance: () => number) => string

const kinds: Readonly<Record<string, Make>> = {
  '2 characters': part(2),
  '3 characters': part(3),
  '5 characters': part(5),
  'several words': ({ title }, chance) => [wordOf(title, chance), wordOf(title, chance)].join(' '),
  glued: ({ title }) => title.split(/\s+/).slice(0, 2).join(''),
  'whole title': ({ title }) => title,
  author: ({ author }) => author.split(/\s+/)[0] ?? '',
  'author and word': ({ author, title }, chance) => `${author.split(/\s+/)[0] ?? ''} ${wordOf(title, chance)}`,
  publisher: ({ publisher }) => publisher,
  volume: ({ title }, chance) => `${title.split(/\s+/)[0] ?? ''} ${1 + Math.floor(chance() * 9)}`,
  'first consonants': ({ title }, chance) =>
    cut(initialsOf(norm(title)).replace(/[^\u1100-\u1112]/g, ''), 3 + Math.floor(chance() * 4), chance),
}

export type QueryKind = { readonly kind: string; readonly queries: readonly string[] }

export function queriesFrom(books: readonly BookRecord[], count: number, chance: () => number): QueryKind[] {
  return Object.entries(kinds).map(([kind, make]) => {
    const queries: string[] = []
    for (let place = 0; place < books.length && queries.length < count; place += 1) {
      const query = make(books[place]!, chance)
      if (norm(query).length > 1) queries.push(query)
    }
    return { kind, queries }
  })
}

function part(length: number): Make {
  return ({ title }, chance) => cut(norm(title), length, chance)
}

function wordOf(title: string, chance: () => number): string {
  const words = title.split(/\s+/).filter((word) => norm(word).length > 1)
  return words[Math.floor(chance() * words.length)] ?? title
}

function cut(text: string, length: number, chance: () => number): string {
  const characters = [...text]
  const from = Math.floor(chance() * Math.max(1, characters.length - length + 1))
  return characters.slice(from, from + length).join('')
}
