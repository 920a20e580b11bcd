/** Fills lending's tables with members, wallets, titles and copies in bulk, past the stories. */
import type { DataSource } from 'typeorm'
import { openSql } from '../src/infra/db/open-sql.js'
import { inserts, type Param, type Write } from '../src/infra/db/sql.js'
import { feeWon, pairs, walletWon, type Pair } from './cast.js'

const atATime = 3_000

/** So many pairs, from number 0; each member can pay, each copy stands on the shelf. */
export async function stock(dataSource: DataSource, count: number): Promise<void> {
  const sql = openSql(dataSource)
  for (let from = 0; from < count; from += atATime) {
    const some = pairs(from, Math.min(atATime, count - from))
    await sql.carryOut([
      ...stockMembers(some),
      ...inserts(
        'titles',
        [
          ...['book_id', 'book_no', 'title', 'author', 'publisher', 'published_year', 'fee_won', 'popularity', 'state'],
          ...['version', 'title_norm', 'author_norm', 'search_text'],
        ],
        some.map(({ bookId }, index): Param[] => {
          const bookNo = from + index + 1
          const title = `이름 없는 책 ${bookNo}`
          return [
            bookId,
            bookNo,
            title,
            '지은이',
            '펴낸곳',
            2020,
            feeWon,
            0,
            'in-circulation',
            1,
            title,
            '지은이',
            title,
          ]
        }),
      ),
      ...inserts(
        'copies',
        ['id', 'book_id', 'copy_no', 'state', 'version'],
        some.map(({ copyId, bookId }): Param[] => [copyId, bookId, 1, 'in-circulation', 1]),
      ),
    ])
  }
}

/** The members of these pairs, each with money. */
export function stockMembers(some: readonly Pair[]): Write[] {
  const at = '2026-11-01T00:00:00.000Z'
  return [
    ...inserts(
      'members',
      [
        ...['id', 'user_key', 'name', 'phone_sealed', 'phone_print', 'consent_version', 'consent_at', 'joined_at'],
        'channel',
      ],
      some.map(({ memberId, userKey }): Param[] => [memberId, userKey, '김하늘', '', memberId, '1', at, at, 'friend']),
    ),
    ...inserts(
      'wallets',
      ['member_id', 'balance_won', 'version'],
      some.map(({ memberId }): Param[] => [memberId, walletWon, 0]),
    ),
  ]
}
