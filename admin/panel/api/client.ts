/** The desk's API as the panel calls it: every path, parameter and answer as the table of routes has it. */
import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

export const api = createClient<paths>({ baseUrl: '/admin/api', credentials: 'same-origin' })

// also a command that says all by its address is one of ours only as JSON
api.use({
  onRequest({ request }) {
    const isBare = request.method !== 'GET' && !request.headers.has('content-type')
    if (isBare) request.headers.set('content-type', 'application/json')
    return request
  },
})
