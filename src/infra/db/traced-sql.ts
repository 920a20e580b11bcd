/** Every statement of what is traced as a span: its text with the marks for values, never the values. */
import { inSpan, spanSoFar } from '../../trail.js'
import type { Facts } from '../../traces.js'
import type { Sql } from './sql.js'

/** Longer texts are cut: of many rows at once they are marks and nothing else. */
const textLength = 4_000

/** What nothing traced asks for, the look for letters every second for one, is a part of no trace. */
export function tracedSql(sql: Sql): Sql {
  async function traced<T>(texts: readonly string[], ask: () => Promise<T>): Promise<T> {
    const span = spanSoFar()
    return span ? inSpan(span.part(nameOf(texts), { kind: 'called', facts: factsOf(sql, texts) }), ask) : ask()
  }
  return {
    ...sql,
    all: (text, params) => traced([text], () => sql.all(text, params)),
    carryOut: (writes) =>
      traced(
        writes.map((write) => write.sql),
        () => sql.carryOut(writes),
      ),
  }
}

/** `SELECT rentals`; what is written together goes in one go. */
function nameOf(texts: readonly string[]): string {
  const [text = ''] = texts
  if (texts.length > 1) return 'BATCH'
  const [, verb = 'SQL'] = /^\s*(\w+)/.exec(text) ?? []
  const [, table] = /\b(?:FROM|INTO|UPDATE)\s+(\w+)/i.exec(text) ?? []
  return table === undefined ? verb.toUpperCase() : `${verb.toUpperCase()} ${table}`
}

function factsOf({ dialect }: Sql, texts: readonly string[]): Facts {
  return {
    'db.system.name': dialect,
    'db.query.text': texts.join('; ').replace(/\s+/g, ' ').trim().slice(0, textLength),
    ...(texts.length > 1 ? { 'db.operation.batch.size': texts.length } : {}),
  }
}
