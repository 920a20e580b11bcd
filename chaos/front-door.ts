/** What stands before the bots, as a load balancer does: sends everybody to one that is ready, and leaves the others out. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type Behind = { readonly name: string; readonly port: number; readonly url: string }

export type FrontDoor = { readonly url: string; close(): Promise<void> }

const lookEveryMs = 200
const lookAtMostMs = 1_000
/** So many looks in vain, and it is left out and whoever is with it is sent away. */
const patience = 2

export async function openFrontDoor(bots: readonly Behind[]): Promise<FrontDoor> {
  const missed = new Map(bots.map(({ name }) => [name, patience]))
  const sessions = new Map<string, Set<Socket>>(bots.map(({ name }) => [name, new Set()]))
  let turn = 0
  let isOpen = true

  const isUp = ({ name }: Behind) => (missed.get(name) ?? 0) < patience

  async function lookAfter(bot: Behind): Promise<void> {
    while (isOpen) {
      const signal = AbortSignal.timeout(lookAtMostMs)
      const isReady = await fetch(`${bot.url}/health/ready`, { signal }).then(
        async (answer) => {
          await answer.arrayBuffer()
          return answer.ok
        },
        () => false,
      )
      missed.set(bot.name, isReady ? 0 : (missed.get(bot.name) ?? 0) + 1)
      if (!isUp(bot)) for (const session of sessions.get(bot.name) ?? []) session.destroy()
      await pause(lookEveryMs)
    }
  }

  const server = createServer({ noDelay: true }, (caller) => {
    caller.on('error', () => undefined)
    const up = bots.filter(isUp)
    turn += 1
    admit(caller, [...up.slice(turn % up.length || 0), ...up.slice(0, turn % up.length || 0)])
  })

  /** To the first of them that takes the call. */
  function admit(caller: Socket, [bot, ...others]: readonly Behind[]): void {
    if (!bot) return void caller.destroy()
    const inside = connect({ port: bot.port, host: '127.0.0.1', noDelay: true })
    const own = sessions.get(bot.name)
    inside.once('connect', () => {
      inside.off('error', next)
      inside.on('error', () => undefined)
      own?.add(caller)
      caller.once('close', () => own?.delete(caller))
      caller.pipe(inside).pipe(caller)
      caller.on('close', () => inside.destroy())
      inside.on('close', () => caller.destroy())
    })
    const next = () => admit(caller, others)
    inside.once('error', next)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const looking = bots.map(lookAfter)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      isOpen = false
      await Promise.all(looking)
      for (const own of sessions.values()) for (const session of own) session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
