/** When a debounced job runs. */
import type { DebounceOptions } from 'agenda'

export interface Window {
  nextRunAt: Date | null
  debounceStartedAt: Date | null
}

/**
 * `trailing` runs `delay` ms after the last save, or at once when `maxWait` ms have passed since the first;
 * `leading` runs at the first save and takes later ones within `delay` ms as the same.
 * @param asked when the job would run by itself
 * @param existing the same job as it is stored, if it is; one that has run opens a new window
 * @returns what to write; the run that a leading job waits for is left alone, as it may begin this very moment
 */
export function debounced(
  { delay, maxWait, strategy }: DebounceOptions,
  asked: Date | null,
  existing: Window | undefined,
  now: Date,
): Pick<Window, 'debounceStartedAt'> & Partial<Window> {
  const later = new Date(now.getTime() + delay)
  const startedAt = existing?.debounceStartedAt ?? now
  const waited = now.getTime() - startedAt.getTime()
  const hasRun = existing?.nextRunAt === null
  if (strategy === 'leading') {
    const opens = !existing || (hasRun && waited >= delay)
    return opens ? { nextRunAt: asked, debounceStartedAt: now } : { debounceStartedAt: startedAt }
  }
  if (!existing || hasRun) return { nextRunAt: later, debounceStartedAt: now }
  return maxWait && waited >= maxWait
    ? { nextRunAt: now, debounceStartedAt: null }
    : { nextRunAt: later, debounceStartedAt: startedAt }
}
