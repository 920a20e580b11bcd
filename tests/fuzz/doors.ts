/** The doors of the house, each with what is thrown at it and how it must answer. */
import fc from 'fast-check'
import { openCallers } from './callers.js'
import { deskPlan, deskWire } from './desk-calls.js'
import type { Facts } from './facts.js'
import { judgeDesk } from './judge-desk.js'
import { areMachineWords, judgeSkill, saysMachineWords } from './judge-skill.js'
import type { Door } from './options.js'
import { judgeOutside, outsidePlan, outsideWire } from './outside-calls.js'
import { skillPlan, skillWire, type Seen } from './skill-calls.js'
import type { Town } from './town.js'
import { readObject, type Verdict } from './verdict.js'
import type { Heard, Line, Wire } from './wire.js'

export type Drawn = {
  wire(): Promise<Wire>
  judge(wire: Wire, heard: Heard): Verdict
}

export type Doors = {
  /** So many requests to that door. */
  draw(door: Door, count: number, seed: number, facts: Facts): Drawn[]
  /** Whoever asks is there again, and may ask as often as before. */
  freshen(): Promise<void>
  /** Has somebody been signed out by what was asked. */
  isSomebodyMissing(): boolean
  resetPolicy(): Promise<void>
}

const seenAtMost = 2_000
const uploadsAtMost = 20

export async function openDoors(town: Town, line: Line): Promise<Doors> {
  const callers = await openCallers(town)
  const seen: Seen[] = []
  const uploads: string[] = []
  const cursors: string[] = []
  const quoted = new Set<string>()
  let isMissing = false

  function keep(list: string[], fact: unknown): void {
    if (typeof fact === 'string' && list.push(fact) > uploadsAtMost) list.shift()
  }

  function skills(facts: Facts, count: number, seed: number): Drawn[] {
    const titlesMayBe = facts['title']?.some(areMachineWords) ?? false
    return fc.sample(skillPlan, { numRuns: count, seed }).map((plan) => ({
      async wire() {
        const wire = skillWire(plan, facts, seen)
        const user = saysMachineWords(wire.body)
        if (user !== null) quoted.add(user)
        return wire
      },
      judge(wire, heard) {
        const { shown, ...verdict } = judgeSkill(wire, heard, (userKey) => titlesMayBe || quoted.has(userKey))
        seen.push(...shown.slice(0, 3))
        if (seen.length > seenAtMost) seen.splice(0, seen.length - seenAtMost)
        return verdict
      },
    }))
  }

  async function versionOf(path: string): Promise<string | null> {
    const cookie = callers.cookieOf('manager') ?? ''
    for (const at of [path, path.replace(/\/[^/]*$/, '')]) {
      const heard = await line.send({ method: 'GET', path: `/admin/api${at}`, headers: { cookie }, body: null })
      if ('headers' in heard && typeof heard.headers['etag'] === 'string') return heard.headers['etag']
    }
    return null
  }

  function desk(facts: Facts, count: number, seed: number): Drawn[] {
    const more = { ...facts, upload: uploads, cursor: cursors }
    return fc.sample(deskPlan, { numRuns: count, seed }).map((plan) => ({
      wire: () => deskWire(plan, more, callers.cookieOf, versionOf),
      judge(wire, heard) {
        const said = plan.method === 'GET' || plan.route.takesFile ? readObject(heard.text.slice(0, 300_000)) : null
        keep(cursors, said?.['next'])
        keep(uploads, said?.['uploadId'])
        const isHere = plan.who === 'manager' || plan.who === 'librarian'
        if (isHere && heard.status === 401 && plan.method !== 'HEAD') isMissing = true
        return judgeDesk(plan, wire, heard)
      },
    }))
  }

  function outside(facts: Facts, count: number, seed: number): Drawn[] {
    return fc
      .sample(outsidePlan, { numRuns: count, seed })
      .map((plan) => ({ wire: async () => outsideWire(plan, facts), judge: judgeOutside }))
  }

  const draws = { skills, desk, outside }
  return {
    draw: (door, count, seed, facts) => draws[door](facts, count, seed),
    async freshen() {
      isMissing = false
      await callers.freshen()
    },
    isSomebodyMissing: () => isMissing,
    resetPolicy: callers.resetPolicy,
  }
}
