/** What is written beside a story of the desk: its lines in the audit log, and the answer to its command. */
import type { Deed, DeedRecord } from '../../domain/deed.js'
import type { Refusal, Result } from '../../domain/result.js'
import { instantOf, minutesAfter } from '../../domain/time.js'
import { column } from './columns.js'
import type { Privacy } from './members.js'
import { inserts, one, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

/** Lines are added and never changed. */
export const auditLogTable = table(
  'audit_log',
  {
    id: key(column.id),
    happened_at: column.instant,
    door: column.word(16),
    librarian_id: maybe(column.id),
    action: column.word(40),
    subject: column.text(120),
    before_json: maybe(column.longText),
    after_json: maybe(column.longText),
    request_id: maybe(column.word(64)),
  },
  {
    indices: [
      { name: 'audit_log_by_time', columns: ['happened_at', 'id'] },
      { name: 'audit_log_of_librarian', columns: ['librarian_id', 'id'] },
      { name: 'audit_log_of_subject', columns: ['subject', 'id'] },
      { name: 'audit_log_of_action', columns: ['action', 'id'] },
    ],
  },
)

/** What commands were answered, by who gave them and under which key. */
export const apiCommandsTable = table(
  'api_commands',
  {
    librarian_id: key(column.id),
    command_key: key(column.word(100)),
    print: column.word(64),
    outcome_sealed: column.longText,
    expires_at: column.instant,
  },
  { indices: [{ name: 'api_commands_over', columns: ['expires_at'] }] },
)

/** For so long the same command gets the same answer. */
const rememberedMinutes = 24 * 60

/** The key stands for another command already. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused'
}

type AnyResult = Result<unknown, Refusal>
type Command = { readonly librarianId: string; readonly key: string; readonly asked: string }

function commandOf({ librarianId, command }: Deed): Command | null {
  return librarianId !== null && command ? { librarianId, ...command } : null
}

/** How this very command ended when it was told before; `null` when it was not. Throws a `KeyReused` for another's key. */
export async function endedBefore(sql: Sql, privacy: Privacy, deed: Deed, now: Date): Promise<AnyResult | null> {
  const command = commandOf(deed)
  const row =
    command &&
    (await one<{ print: string; outcome_sealed: string }>(
      sql,
      'SELECT print, outcome_sealed FROM api_commands WHERE librarian_id = ? AND command_key = ? AND expires_at > ?',
      [command.librarianId, command.key, instantOf(now)],
    ))
  if (!row) return null
  if (!privacy.prints(command.asked).includes(row.print)) throw new KeyReused('the key stands for another command')
  return JSON.parse(privacy.open(row.outcome_sealed)) as AnyResult
}

export type Done = {
  readonly result: AnyResult
  /** Did the story name anything to write. */
  readonly hasWrites: boolean
  readonly records: readonly DeedRecord[]
  readonly now: Date
  readonly newId: () => string
  readonly privacy: Privacy
}

/** Goes into the transaction of the story itself: what was done is never without its line, nor the other way round. */
export function deedWrites(deed: Deed, { result, hasWrites, records, now, newId, privacy }: Done): Write[] {
  if (hasWrites && records.length === 0)
    throw new Error('something was done at the desk that the audit log knows nothing of')
  const lines = hasWrites ? records.map((record) => lineOf(deed, record, now, newId())) : []
  const command = commandOf(deed)
  return [...inserts('audit_log', columns, lines), ...(command ? remembered(command, privacy, result, now) : [])]
}

const columns = [
  'id',
  'happened_at',
  'door',
  'librarian_id',
  'action',
  'subject',
  'before_json',
  'after_json',
  'request_id',
] as const

function lineOf({ door, librarianId, requestId }: Deed, record: DeedRecord, now: Date, id: string): Param[] {
  const { action, subject, before, after } = record
  const [was, is] = [before, after].map((state) => state && JSON.stringify(state))
  return [id, instantOf(now), door, librarianId, action, subject, was ?? null, is ?? null, requestId]
}

/** A key of long ago may be used anew; two who use it at once are told apart by the primary key. */
function remembered({ librarianId, key, asked }: Command, privacy: Privacy, result: AnyResult, now: Date): Write[] {
  const expiresAt = instantOf(minutesAfter(now, rememberedMinutes))
  return [
    {
      sql: 'DELETE FROM api_commands WHERE librarian_id = ? AND command_key = ? AND expires_at <= ?',
      params: [librarianId, key, instantOf(now)],
    },
    {
      sql: `INSERT INTO api_commands (librarian_id, command_key, print, outcome_sealed, expires_at)
            VALUES (?, ?, ?, ?, ?)`,
      params: [librarianId, key, privacy.print(asked), privacy.seal(JSON.stringify(result)), expiresAt],
    },
  ]
}
