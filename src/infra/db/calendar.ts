/** What is said of single days: public holidays, and what librarians closed or declared open. */
import type { KnownDays } from '../../domain/calendar.js'
import type { CalendarDay } from '../../domain/closed-day.js'
import type { Day } from '../../domain/time.js'
import type { Calendar } from '../../usecases/ports/house.js'
import { column } from './columns.js'
import { inserts, marks, type Param, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

export const closedDaysTable = table('closed_days', {
  day: key(column.day),
  name: column.text(100),
  is_closed: column.int,
  source: column.word(20),
})

const columns = ['day', 'name', 'is_closed', 'source'] as const
const isSaid = columns.map((name) => `${name} = ?`).join(' AND ')
type Row = { day: Day; name: string; is_closed: number; source: CalendarDay['source'] }

export function calendar(sql: Sql, write: (write: Write) => void): Calendar {
  return {
    async of(days) {
      if (days.length === 0) return []
      const rows = await sql.all<Row>(
        `SELECT ${columns.join(', ')} FROM closed_days WHERE day IN (${marks(days.length)}) ORDER BY day`,
        days,
      )
      return rows.map(dayOf)
    },
    put(day, before) {
      if (before === null) return inserts('closed_days', columns, [rowOf(day)]).forEach(write)
      write({
        sql: `UPDATE closed_days SET name = ?, is_closed = ?, source = ? WHERE ${isSaid}`,
        params: [...rowOf(day).slice(1), ...rowOf(before)],
        expect: 1,
      })
    },
    add(days) {
      inserts('closed_days', columns, days.map(rowOf)).forEach(write)
    },
    forget(said) {
      write({ sql: `DELETE FROM closed_days WHERE ${isSaid}`, params: rowOf(said), expect: 1 })
    },
  }
}

export async function closedDays(sql: Sql, from: Day, until: Day): Promise<CalendarDay[]> {
  const rows = await sql.all<Row>(
    `SELECT ${columns.join(', ')} FROM closed_days WHERE day BETWEEN ? AND ? ORDER BY day`,
    [from, until],
  )
  return rows.map(dayOf)
}

/** What the rules need to know of the days from that one on. */
export async function knownDays(sql: Sql, from: Day): Promise<KnownDays> {
  const rows = await sql.all<Pick<Row, 'day' | 'is_closed'>>('SELECT day, is_closed FROM closed_days WHERE day >= ?', [
    from,
  ])
  return new Map(rows.map((row) => [row.day, row.is_closed === 1 ? 'closed' : 'open']))
}

function dayOf(row: Row): CalendarDay {
  return { day: row.day, name: row.name, isClosed: row.is_closed === 1, source: row.source }
}

function rowOf({ day, name, isClosed, source }: CalendarDay): Param[] {
  return [day, name, isClosed ? 1 : 0, source]
}
