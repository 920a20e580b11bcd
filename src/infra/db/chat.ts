/** What the chat remembers between two utterances: the open dialogue and the last search of each chat user. */
import type { Chat } from '../../usecases/ports/chat.js'
import { column } from './columns.js'
import { marks, orUpdate, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

export const dialoguesTable = table('dialogues', {
  user_key: key(column.word(100)),
  step: column.word(30),
  draft: column.longText,
  expires_at: column.instant,
})

export const searchesTable = table('searches', {
  user_key: key(column.word(100)),
  id: column.id,
  query: column.text(200),
  page: column.int,
  book_ids: column.longText,
  expires_at: column.instant,
})

export function chat(sql: Sql, write: (write: Write) => void): Chat {
  return {
    keepDialogue(userKey, { step, draft, expiresAt }) {
      write({
        sql: `INSERT INTO dialogues (user_key, step, draft, expires_at) VALUES (?, ?, ?, ?)
              ${orUpdate(sql.dialect, ['user_key'], ['step', 'draft', 'expires_at'])}`,
        params: [userKey, step, JSON.stringify(draft), expiresAt],
      })
    },
    endDialogue(userKey) {
      write({ sql: 'DELETE FROM dialogues WHERE user_key = ?', params: [userKey] })
    },
    keepSearch(userKey, { id, query, page, bookIds }, expiresAt) {
      const kept = ['id', 'query', 'page', 'book_ids', 'expires_at']
      write({
        sql: `INSERT INTO searches (user_key, ${kept.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)
              ${orUpdate(sql.dialect, ['user_key'], kept)}`,
        params: [userKey, id, query, page, JSON.stringify(bookIds), expiresAt],
      })
    },
    forgetUser(userKey) {
      for (const name of ['dialogues', 'searches'])
        write({ sql: `DELETE FROM ${name} WHERE user_key = ?`, params: [userKey] })
    },
    forget(expiredBy) {
      for (const name of ['dialogues', 'searches'])
        write({ sql: `DELETE FROM ${name} WHERE expires_at < ?`, params: [expiredBy] })
    },
    markTold(noticeIds, at) {
      write({
        sql: `UPDATE notices SET told_at = ?, version = version + 1 WHERE id IN (${marks(noticeIds.length)}) AND told_at IS NULL`,
        params: [at, ...noticeIds],
      })
    },
    markDrawn(noticeId, at) {
      write({
        sql: 'UPDATE notices SET drawn_at = ?, version = version + 1 WHERE id = ? AND drawn_at IS NULL',
        params: [at, noticeId],
      })
    },
  }
}
