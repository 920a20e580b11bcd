/** The first shelves: every table of the house but Agenda's. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { createTable } from './create-table.js'

export class FirstShelves1732200000001 implements MigrationInterface {
  readonly name = 'FirstShelves1732200000001'

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(
      queryRunner,
      'catalogue_books',
      {
        id: key(column.id),
        book_no: column.int,
        book_key: column.word(80),
        isbn13: maybe(column.word(13)),
        title: column.text(300),
        author: column.text(200),
        publisher: column.text(100),
        published_year: maybe(column.int),
        kdc: maybe(column.text(20)),
        fee_won: maybe(column.int),
        popularity: column.int,
        state: column.word(16),
        version: column.int,
      },
      {
        indices: [
          { name: 'catalogue_books_no', columns: ['book_no'], unique: true },
          { name: 'catalogue_books_key', columns: ['book_key'], unique: true },
        ],
      },
    )
    await createTable(
      queryRunner,
      'catalogue_copies',
      {
        id: key(column.id),
        book_id: column.id,
        copy_no: column.int,
        state: column.word(16),
        version: column.int,
      },
      { indices: [{ name: 'catalogue_copies_of_book', columns: ['book_id', 'copy_no'], unique: true }] },
    )
    await createTable(
      queryRunner,
      'titles',
      {
        book_id: key(column.id),
        book_no: column.int,
        isbn13: maybe(column.word(13)),
        title: column.text(300),
        author: column.text(200),
        publisher: column.text(100),
        published_year: maybe(column.int),
        kdc: maybe(column.text(20)),
        fee_won: column.int,
        popularity: column.int,
        state: column.word(16),
        version: column.int,
        title_norm: column.text(300),
        author_norm: column.text(200),
        search_text: column.text(700),
      },
      {
        indices: [
          { name: 'titles_book_no', columns: ['book_no'], unique: true },
          { name: 'titles_isbn13', columns: ['isbn13'] },
          { name: 'titles_title_norm', columns: ['title_norm'] },
          { name: 'titles_popular', columns: ['popularity', 'book_no'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'copies',
      {
        id: key(column.id),
        book_id: column.id,
        copy_no: column.int,
        state: column.word(16),
        rental_id: maybe(column.id),
        version: column.int,
      },
      { indices: [{ name: 'copies_of_book', columns: ['book_id', 'state', 'rental_id'] }] },
    )
    await createTable(
      queryRunner,
      'title_grams',
      { gram: key(column.text(2)), book_no: key(column.int) },
      { withoutRowid: true },
    )
    await createTable(
      queryRunner,
      'members',
      {
        id: key(column.id),
        user_key: column.word(100),
        name: column.text(60),
        phone_sealed: column.word(200),
        phone_print: column.word(64),
        consent_version: column.word(20),
        consent_at: column.instant,
        joined_at: column.instant,
      },
      {
        indices: [
          { name: 'members_user_key', columns: ['user_key'], unique: true },
          { name: 'members_phone_print', columns: ['phone_print'], unique: true },
        ],
      },
    )
    await createTable(
      queryRunner,
      'wallets',
      { member_id: key(column.id), balance_won: column.int, version: column.int },
      { check: { name: 'wallets_never_negative', expression: 'balance_won >= 0' } },
    )
    await createTable(
      queryRunner,
      'ledger_lines',
      {
        id: key(column.id),
        member_id: column.id,
        line_no: column.int,
        kind: column.word(20),
        amount_won: column.int,
        balance_after_won: column.int,
        rental_id: maybe(column.id),
        deposit_id: maybe(column.id),
        idempotency_key: column.word(90),
        written_at: column.instant,
      },
      {
        indices: [
          { name: 'ledger_lines_in_order', columns: ['member_id', 'line_no'], unique: true },
          { name: 'ledger_lines_once', columns: ['idempotency_key'], unique: true },
        ],
      },
    )
    await createTable(
      queryRunner,
      'rentals',
      {
        id: key(column.id),
        member_id: column.id,
        book_id: column.id,
        copy_id: column.id,
        open_copy_id: maybe(column.id),
        open_due_on: maybe(column.day),
        fee_won: column.int,
        rented_at: column.instant,
        due_on: column.day,
        returned_at: maybe(column.instant),
        command_key: maybe(column.word(120)),
        return_key: maybe(column.word(120)),
      },
      {
        indices: [
          { name: 'rentals_one_open_per_copy', columns: ['open_copy_id'], unique: true },
          { name: 'rentals_once_per_command', columns: ['command_key'], unique: true },
          { name: 'rentals_open_of_member', columns: ['member_id', 'open_due_on'] },
          { name: 'rentals_open_of_book', columns: ['book_id', 'open_due_on'] },
          { name: 'rentals_due', columns: ['open_due_on', 'member_id'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'deposits',
      {
        id: key(column.id),
        member_id: column.id,
        amount_won: column.int,
        state: column.word(16),
        page_token: column.word(64),
        command_key: maybe(column.word(120)),
        tid: maybe(column.word(40)),
        version: column.int,
        requested_at: column.instant,
        ready_at: maybe(column.instant),
        settled_at: maybe(column.instant),
        failure: maybe(column.text(200)),
      },
      {
        indices: [
          { name: 'deposits_page_token', columns: ['page_token'], unique: true },
          { name: 'deposits_once_per_command', columns: ['command_key'], unique: true },
          { name: 'deposits_tid', columns: ['tid'], unique: true },
          { name: 'deposits_by_state', columns: ['state', 'requested_at'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'notices',
      {
        id: key(column.id),
        member_id: column.id,
        kind: column.word(30),
        body: column.longText,
        state: column.word(16),
        version: column.int,
        task_id: maybe(column.word(80)),
        created_at: column.instant,
        sent_at: maybe(column.instant),
        drawn_at: maybe(column.instant),
        told_at: maybe(column.instant),
      },
      {
        indices: [
          { name: 'notices_of_member', columns: ['member_id', 'kind', 'state'] },
          { name: 'notices_by_state', columns: ['state', 'sent_at'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'notice_items',
      { rental_id: key(column.id), due_on: key(column.day), step: key(column.int), notice_id: column.id },
      { indices: [{ name: 'notice_items_of_notice', columns: ['notice_id'] }] },
    )
    await createTable(
      queryRunner,
      'events',
      {
        id: key(column.id),
        type: column.word(40),
        version: column.int,
        aggregate_id: column.id,
        body: column.longText,
        happened_at: column.instant,
      },
      { indices: [{ name: 'events_of_aggregate', columns: ['aggregate_id', 'id'] }] },
    )
    await createTable(
      queryRunner,
      'letters',
      {
        id: key(column.id),
        event_id: column.id,
        reaction: column.word(30),
        state: column.word(16),
        due_at: column.instant,
        attempts: column.int,
        holder: maybe(column.id),
        held_until: maybe(column.instant),
        last_error: maybe(column.text(500)),
      },
      {
        indices: [
          { name: 'letters_once_per_reaction', columns: ['event_id', 'reaction'], unique: true },
          { name: 'letters_due', columns: ['state', 'reaction', 'due_at', 'id'] },
          { name: 'letters_held', columns: ['holder'] },
        ],
      },
    )
    await createTable(queryRunner, 'dialogues', {
      user_key: key(column.word(100)),
      step: column.word(30),
      draft: column.longText,
      expires_at: column.instant,
    })
    await createTable(queryRunner, 'searches', {
      user_key: key(column.word(100)),
      id: column.id,
      query: column.text(200),
      page: column.int,
      book_ids: column.longText,
      expires_at: column.instant,
    })
    await createTable(queryRunner, 'settings', { name: key(column.word(60)), value: column.longText })
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables = [
      'settings',
      'searches',
      'dialogues',
      'letters',
      'events',
      'notice_items',
      'notices',
      'deposits',
      'rentals',
      'ledger_lines',
      'wallets',
      'members',
      'title_grams',
      'copies',
      'titles',
      'catalogue_copies',
      'catalogue_books',
    ]
    for (const name of tables) await queryRunner.dropTable(name)
  }
}
