/** Letters that were given up on, as their list asks the API for them. */
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'
import type { Source } from '../shell/sources.js'

export const parkedLetterSource: Source = {
  async list({ limit, after }) {
    const query = { limit, ...(after ? { after } : {}) }
    const { data } = await ask(api.GET('/letters/parked', { params: { query } }))
    return { ...data, items: data.items.map((letter) => ({ ...letter, id: letter.letterId })) }
  },
}
