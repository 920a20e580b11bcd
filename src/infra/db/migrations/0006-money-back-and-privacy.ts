/** Refunds, gifts, leaving, and people whom the desk registers. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { addColumn } from './add-column.js'
import { createTable } from './create-table.js'

const count = { ...column.int, default: 0 }
const bonusWithin = { name: 'wallets_bonus_within', expression: 'bonus_won >= 0 AND bonus_won <= balance_won' }
const refundedWithin = {
  name: 'deposits_refunded_within',
  expression: 'refunded_won >= 0 AND refunded_won <= amount_won',
}

const added = [
  ['wallets', 'bonus_won', { ...count, check: bonusWithin }],
  ['wallets', 'closed_at', column.instant],
  ['ledger_lines', 'bonus_amount_won', count],
  ['ledger_lines', 'refund_id', column.id],
  ['ledger_lines', 'reason', column.text(200)],
  ['deposits', 'paid_by', column.word(16)],
  ['deposits', 'refunded_won', { ...count, check: refundedWithin }],
  ['members', 'keeps_history', count],
  ['members', 'guardian_name', column.text(60)],
  ['members', 'guardian_phone_sealed', column.word(200)],
  ['members', 'guardian_consent_at', column.instant],
] as const

const indices = {
  ledger_lines_by_time: 'ledger_lines (written_at, kind, amount_won, bonus_amount_won)',
  deposits_of_member: 'deposits (member_id, state)',
  rentals_closed_of_member: 'rentals (member_id, returned_at)',
  renewals_of_rental: 'renewals (rental_id)',
  holds_ended_of_member: 'holds (member_id, ended_at)',
}

export class MoneyBackAndPrivacy1732200000006 implements MigrationInterface {
  readonly name = 'MoneyBackAndPrivacy1732200000006'

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name, one] of added) await addColumn(queryRunner, table, name, one)
    for (const [name, on] of Object.entries(indices)) await queryRunner.query(`CREATE INDEX ${name} ON ${on}`)
    await letBeUnlinked(queryRunner)
    await createTable(
      queryRunner,
      'refunds',
      {
        id: key(column.id),
        member_id: column.id,
        amount_won: column.int,
        state: column.word(16),
        version: column.int,
        command_key: maybe(column.word(120)),
        requested_at: column.instant,
        settled_at: maybe(column.instant),
      },
      {
        check: { name: 'refunds_of_something', expression: 'amount_won > 0' },
        indices: [
          { name: 'refunds_once_per_command', columns: ['command_key'], unique: true },
          { name: 'refunds_by_state', columns: ['state', 'id'] },
          { name: 'refunds_of_member', columns: ['member_id', 'state'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'refund_parts',
      {
        refund_id: key(column.id),
        part_no: key(column.int),
        deposit_id: column.id,
        amount_won: column.int,
        state: column.word(16),
        paid_back_by: maybe(column.word(16)),
        tried_at: maybe(column.instant),
        settled_at: maybe(column.instant),
        note: maybe(column.text(200)),
      },
      {
        check: { name: 'refund_parts_of_something', expression: 'amount_won > 0' },
        indices: [{ name: 'refund_parts_of_deposit', columns: ['deposit_id', 'state'] }],
      },
    )
    await createTable(queryRunner, 'former_members', { member_id: key(column.id), left_at: column.instant })
    await createTable(queryRunner, 'forgotten_charges', {
      id: key(column.id),
      forgotten_at: column.instant,
      fee_won: column.int,
      charges: column.int,
    })
    await createTable(queryRunner, 'link_codes', {
      member_id: key(column.id),
      code_print: column.word(64),
      expires_at: column.instant,
      attempts: column.int,
    })
    await createTable(queryRunner, 'link_tries', {
      user_key: key(column.word(100)),
      tries: column.int,
      since: column.instant,
    })
    await createTable(
      queryRunner,
      'phone_readings',
      {
        id: key(column.id),
        member_id: column.id,
        librarian: column.text(60),
        reason: column.text(200),
        read_at: column.instant,
      },
      { indices: [{ name: 'phone_readings_by_time', columns: ['read_at'] }] },
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of [
      'phone_readings',
      'link_tries',
      'link_codes',
      'forgotten_charges',
      'former_members',
      'refund_parts',
      'refunds',
    ])
      await queryRunner.dropTable(name)
    for (const [name, on] of Object.entries(indices)) await queryRunner.dropIndex(on.split(' ')[0] ?? '', name)
    const isSqlite = queryRunner.connection.options.type === 'better-sqlite3'
    for (const [table, name, one] of added.toReversed()) {
      if ('check' in one && !isSqlite) await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${one.check.name}`)
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`)
    }
  }
}

/** Who was registered at the desk has no chat user yet. */
async function letBeUnlinked(queryRunner: QueryRunner): Promise<void> {
  const members = await queryRunner.getTable('members')
  const before = members?.findColumnByName('user_key')
  if (!before) throw new Error('there is no members.user_key')
  const after = before.clone()
  after.isNullable = true
  await queryRunner.changeColumn('members', before, after)
}
