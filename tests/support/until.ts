/** Waits for something to become so, however long it takes, but not for ever. */
import { setTimeout as pause } from 'node:timers/promises'

export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { atMostMs = 15_000, everyMs = 10 } = {},
): Promise<void> {
  const deadline = performance.now() + atMostMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${atMostMs / 1_000} s in vain until ${what}`)
    await pause(everyMs)
  }
}
