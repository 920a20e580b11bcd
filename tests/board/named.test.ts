/** The board is asked for those whose name has something in it: a few, or nearly everybody. */
import { describe, expect, it } from '@jest/globals'
import { boardViews } from '../../src/infra/db/board-views.js'
import { inserts } from '../../src/infra/db/sql.js'
import { openWay } from '../support/sqls.js'
import { overheard } from '../support/asked.js'

const day = '2026-11-28'
const names = [...Array.from({ length: 60 }, (_, number) => `김${number}`), '박하늘', '박바다']
const rowColumns = ['id', 'kind', 'state', 'member_id', 'book_id', 'copy_id', 'began_at', 'due_on', 'ended_at'] as const

describe.each(['sqlite', 'mariadb'] as const)('a part of a name on %s', (way) => {
  it('finds the rows of a few by their members, and of many by walking', async () => {
    const { sql, close } = await openWay(way)
    await sql.carryOut([
      ...inserts(
        'board_members',
        ['member_id', 'name', 'balance_won', 'bonus_won'],
        names.map((name, n) => [`m${n}`, name, 0, 0]),
      ),
      ...inserts(
        'board_rows',
        [...rowColumns, 'renewals', 'fee_won'],
        names.map((_, n) => [`r${n}`, 'rental', 'open', `m${n}`, 'b', `c${n}`, `${day}T03:00:00.000Z`, day, '', 0, 0]),
      ),
    ])
    const { sql: heard, asked } = overheard(sql)
    const named = async (member: string) => (await boardViews(heard).rows({ member }, day, 100)).map(({ id }) => id)
    expect(await named('박')).toEqual(['r61', 'r60'])
    expect(asked.at(-1)?.text).toContain('r.member_id IN (')
    expect(await named('김')).toHaveLength(60)
    expect(asked.at(-1)?.text).not.toContain('r.member_id IN (')
    expect(await named('최')).toEqual([])
    await close()
  })
})
