/** A short storm over a MariaDB of its own: processes and the database killed, calls asked twice, KakaoPay's answers lost. */
import { describe, expect, it } from '@jest/globals'
import type { Timed } from '../../chaos/faults.js'
import { sayFigures } from '../../chaos/figures.js'
import { wasAccepted } from '../../chaos/history.js'
import { openMariadb } from '../../chaos/mariadb.js'
import { storm } from '../../chaos/storm.js'

const faults: readonly Timed[] = [
  { atMs: 300, fault: { kind: 'asked-twice', forMs: 6_000 } },
  { atMs: 600, fault: { kind: 'kakao-pay', how: 'approve-lost', forMs: 4_000 } },
  { atMs: 1_500, fault: { kind: 'kill', whom: 'worker-1' } },
  { atMs: 2_000, fault: { kind: 'pause', whom: 'bot-2', forMs: 2_500 } },
  { atMs: 5_000, fault: { kind: 'kill', whom: 'bot-1' } },
  { atMs: 6_500, fault: { kind: 'kill-server', server: 0, awayMs: 500 } },
  { atMs: 8_500, fault: { kind: 'event-api', how: 'accept-then-drop-answer', forMs: 2_000 } },
]

describe('a storm over MariaDB', () => {
  it('takes nothing that was promised, and leaves nothing twice', async () => {
    const said: string[] = []
    const { complaints, figures } = await storm({
      ...{ openStore: openMariadb, seconds: 11, seed: 7, faults, sabotage: null, made: 'from-source', quietMs: null },
      size: { members: 10, librarians: 1, books: 6, late: 8, returning: 2 },
      newcomers: ['새내기가', '새내기나'],
      crew: { bots: 2, desks: 1, workers: 1 },
      say: (what) => void said.push(what),
    })
    expect({ complaints, figures: complaints.length > 0 ? sayFigures(figures) : [] }).toEqual({
      complaints: [],
      figures: [],
    })
    expect(figures.damage).toMatchObject({ kills: 2, pauses: 1, serverKills: 1, outside: 5 })
    const rented = figures.history.commands.filter((command) => command.deed === 'rent' && wasAccepted(command))
    expect(rented).not.toEqual([])
    expect(figures.notices.all).toBeGreaterThanOrEqual(8)
  }, 300_000)
})
