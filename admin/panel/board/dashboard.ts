/** The day's numbers, asked for again every few seconds; every page that shows some of them shares one question. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { ask } from '../shell/problem.js'

export type Dashboard = components['schemas']['Dashboard']

const refreshMs = 5_000
const weeks = 8

export function useDashboard() {
  return useQuery({
    queryKey: ['dashboard'],
    queryFn: async () => (await ask(api.GET('/dashboard', { params: { query: { weeks } } }))).data,
    refetchInterval: refreshMs,
  })
}
