/** Ids as they come in addresses, bodies and cursors. */
import { z } from './zod.js'

/** Letters that every engine can compare with an id; a foreign one is no id of anything. */
export function idOf<Id extends string>() {
  return z
    .string()
    .regex(/^[\w-]{1,36}$/)
    .transform((id) => id as Id)
}
