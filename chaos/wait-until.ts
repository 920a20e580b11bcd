/** Waits for something to become so, but not longer than that. */
import { setTimeout as pause } from 'node:timers/promises'

export async function waitUntil(
  what: string,
  atMostMs: number,
  isSo: () => boolean | Promise<boolean>,
  lookEveryMs = 50,
): Promise<void> {
  const deadline = performance.now() + atMostMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${atMostMs / 1_000} s in vain until ${what}`)
    await pause(lookEveryMs)
  }
}
