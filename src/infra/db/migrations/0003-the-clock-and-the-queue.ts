/** Holds, renewals, claims, suspensions and the channels notices go by. Frozen; a later change is a later migration. */
import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { addColumn } from './add-column.js'
import { createTable } from './create-table.js'

const added = [
  ['copies', 'hold_id', column.id],
  ['rentals', 'renewals', { ...column.int, default: 0 }],
  ['rentals', 'claimed_at', column.instant],
  ['rentals', 'claim_refused_at', column.instant],
  ['rentals', 'lost_at', column.instant],
  ['rentals', 'told_step', { ...column.int, default: -1 }],
  ['members', 'suspended_until', column.day],
  ['members', 'app_user_id', column.word(40)],
  ['members', 'channel', column.word(16)],
  ['members', 'channel_at', column.instant],
  ['notices', 'channel', column.word(16)],
  ['wallets', 'holds_placed', { ...column.int, default: 0 }],
] as const

/** By its name alone it would not be found a second time, when whoever migrated has died. */
const rentalsDue = new TableIndex({ name: 'rentals_due', columnNames: ['open_due_on', 'member_id'] })

/** Notices had one way to go: what left the house went by the Event API, and what Kakao refused reached nobody. */
const noticesSoFar = [
  `UPDATE notices SET state = 'unreachable' WHERE state = 'failed'`,
  `UPDATE notices SET channel = 'event-api' WHERE sent_at IS NOT NULL`,
  `INSERT INTO notice_sends (notice_id, channel, outcome, attempts, broken, sent_at)
   SELECT id, 'event-api', CASE state WHEN 'unreachable' THEN 'failed' ELSE state END, 1, 0, sent_at FROM notices
   WHERE sent_at IS NOT NULL`,
  `UPDATE rentals SET told_step = COALESCE((SELECT MAX(i.step) FROM notice_items i
     WHERE i.rental_id = rentals.id AND i.due_on = rentals.due_on), -1) WHERE open_due_on IS NOT NULL`,
] as const

export class TheClockAndTheQueue1732200000003 implements MigrationInterface {
  readonly name = 'TheClockAndTheQueue1732200000003'

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name, one] of added) await addColumn(queryRunner, table, name, one)
    // the sheet of reminders reads nothing but this index
    await queryRunner.dropIndex('rentals', rentalsDue)
    await queryRunner.query(
      'CREATE INDEX rentals_due ON rentals (open_due_on, member_id, told_step, claimed_at, lost_at)',
    )
    await queryRunner.query('CREATE INDEX members_app_user ON members (app_user_id)')
    await queryRunner.query('CREATE INDEX members_suspended ON members (suspended_until)')
    await queryRunner.query('CREATE INDEX rentals_claimed ON rentals (claimed_at)')
    await queryRunner.query('CREATE INDEX notices_by_message ON notices (task_id)')
    await queryRunner.query('CREATE INDEX copies_set_aside ON copies (hold_id)')
    await createTable(
      queryRunner,
      'holds',
      {
        id: key(column.id),
        member_id: column.id,
        book_id: column.id,
        state: column.word(16),
        queued_at: column.instant,
        ready_at: maybe(column.instant),
        copy_id: maybe(column.id),
        pickup_until: maybe(column.day),
        ended_at: maybe(column.instant),
        open_key: maybe(column.word(80)),
        open_copy_id: maybe(column.id),
        command_key: maybe(column.word(120)),
        version: column.int,
      },
      {
        indices: [
          { name: 'holds_one_open_per_title', columns: ['open_key'], unique: true },
          { name: 'holds_one_per_copy', columns: ['open_copy_id'], unique: true },
          { name: 'holds_once_per_command', columns: ['command_key'], unique: true },
          { name: 'holds_line', columns: ['state', 'book_id', 'queued_at'] },
          { name: 'holds_of_member', columns: ['member_id', 'state'] },
          { name: 'holds_by_pickup', columns: ['state', 'pickup_until'] },
        ],
      },
    )
    await createTable(queryRunner, 'renewals', {
      renew_key: key(column.word(120)),
      rental_id: key(column.id),
      due_on: column.day,
      renewals: column.int,
    })
    await createTable(queryRunner, 'notice_sends', {
      notice_id: key(column.id),
      channel: key(column.word(16)),
      outcome: column.word(16),
      attempts: column.int,
      broken: column.int,
      sent_at: column.instant,
      failure: maybe(column.text(300)),
    })
    await createTable(queryRunner, 'channel_news', { resource_id: key(column.word(100)), heard_at: column.instant })
    for (const statement of noticesSoFar) await queryRunner.query(statement)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['channel_news', 'notice_sends', 'renewals', 'holds']) await queryRunner.dropTable(name)
    await queryRunner.dropIndex('rentals', 'rentals_due')
    const indices = { copies_set_aside: 'copies', notices_by_message: 'notices', rentals_claimed: 'rentals' }
    const membersIndices = { members_suspended: 'members', members_app_user: 'members' }
    for (const [index, table] of Object.entries({ ...indices, ...membersIndices }))
      await queryRunner.dropIndex(table, index)
    for (const [table, name] of added.toReversed()) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`)
    await queryRunner.query('CREATE INDEX rentals_due ON rentals (open_due_on, member_id)')
  }
}
