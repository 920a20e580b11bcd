/** How does a server go silent, slow, or cut the line, and still let itself be closed? */
import type { Response } from 'express'

export type Misbehaviour = {
  /** Never answers; the connection stays open until the caller or the simulator gives up. */
  silence(res: Response): void
  /** Cuts the connection without an answer. */
  cut(res: Response): void
  /** Resolves after `slowMs`, or at once when the simulator closes. */
  dawdle(): Promise<void>
}

export function openMisbehaviour(slowMs: number, closing: AbortSignal): Misbehaviour {
  const held = new Set<Response>()
  closing.addEventListener('abort', () => held.forEach((res) => res.destroy()))
  return {
    silence(res) {
      held.add(res)
      res.on('close', () => held.delete(res))
    },
    cut: (res) => void res.socket?.destroy(),
    dawdle: () =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          closing.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, slowMs)
        closing.addEventListener('abort', wake)
      }),
  }
}
