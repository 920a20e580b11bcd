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

/** Begins so many a second, each when it is its turn, and tells it when that was; answers how many were begun in a second. */
export async function inTurn<T>(
  items: readonly T[],
  rate: number,
  task: (item: T, turnAt: number) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now()
  const under: Promise<unknown>[] = []
  const failures: Error[] = []
  for (const [place, item] of items.entries()) {
    const turnAt = startedAt + (place * 1_000) / rate
    const early = turnAt - performance.now()
    if (early > 0) await new Promise((go) => setTimeout(go, early))
    under.push(task(item, turnAt).catch((error: Error) => failures.push(error)))
  }
  await Promise.all(under)
  if (failures[0]) throw failures[0]
  return items.length / ((performance.now() - startedAt) / 1_000)
}
