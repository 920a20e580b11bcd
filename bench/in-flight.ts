/** Runs a task for every item, so many at the same time; answers how many were done in a second. */
export async function perSecond<T>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<void>,
): Promise<number> {
  const waiting = items.values()
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await task(item)
    }),
  )
  return items.length / ((performance.now() - startedAt) / 1_000)
}
