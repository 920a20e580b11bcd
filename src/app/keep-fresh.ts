/** The rules are read again and again, so that every process follows what a librarian changed in another one. */

/**
 * Refreshes every so many milliseconds, one at a time, without keeping the process alive. Answers how to stop: resolved
 * once the last reading is over.
 */
export function keepFresh(rules: { refresh(): Promise<unknown> }, everyMs: number): () => Promise<void> {
  let reading: Promise<unknown> | null = null
  const timer = setInterval(() => {
    reading ??= rules.refresh().finally(() => (reading = null))
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await reading
  }
}
