/** Waits for something to become so, however long it takes, but not for ever. */
import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 15_000

export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1_000} s in vain until ${what}`)
    await pause(10)
  }
}
