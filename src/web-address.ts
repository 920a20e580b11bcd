/** How an address of the web is read from the environment. */
import { z } from 'zod'

/** Without the slash at its end. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((text) => text.replace(/\/$/, ''))
