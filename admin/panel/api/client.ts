/** The desk's API as the panel calls it: every path, parameter and answer as the table of routes has it. */
import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

export const api = createClient<paths>({ baseUrl: '/admin/api', credentials: 'same-origin' })
