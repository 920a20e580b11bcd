/** What a process says of itself to an orchestrator. */

export type Health = { readonly status: number; readonly says: Record<string, unknown> }

export async function health(url: string, what: 'live' | 'started' | 'ready'): Promise<Health> {
  const answer = await fetch(`${url}/health/${what}`, { headers: { connection: 'close' } })
  return { status: answer.status, says: (await answer.json()) as Health['says'] }
}

/** Live, started, ready: their three statuses. */
export async function vitals(url: string): Promise<number[]> {
  return Promise.all((['live', 'started', 'ready'] as const).map(async (what) => (await health(url, what)).status))
}
