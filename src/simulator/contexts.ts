/** Which contexts of a conversation are still alive? A reply opens them; turns and seconds use them up. */
import type { SkillPayload, SkillResponse } from 'kakao-i-openbuilder-sdk-types'

type Incoming = NonNullable<SkillPayload['contexts']>[number]
type Open = {
  name: string
  lifeSpan: number
  ttl: number | undefined
  openedAt: number
  params: Record<string, string>
}

export type Contexts = {
  /** The contexts to send along with this person's next utterance; each one is a turn older after it. */
  turn(person: string, now: Date): Incoming[]
  /** Opens, renews and (life span 0) closes what a reply asked for. */
  keep(person: string, reply: SkillResponse | null, now: Date): void
}

export function openContexts(): Contexts {
  const byPerson = new Map<string, Map<string, Open>>()
  const of = (person: string) => byPerson.get(person) ?? new Map<string, Open>()
  return {
    turn(person, now) {
      const open = of(person)
      const alive = [...open.values()].filter((context) => isAlive(context, now))
      const sent = alive.map((context) => incoming(context, now))
      for (const context of open.values()) {
        context.lifeSpan -= 1
        if (context.lifeSpan <= 0 || !isAlive(context, now)) open.delete(context.name)
      }
      return sent
    },
    keep(person, reply, now) {
      const values = reply?.context?.values
      if (!Array.isArray(values)) return
      const open = of(person)
      for (const { name, lifeSpan, ttl, params } of values) {
        if (lifeSpan > 0) open.set(name, { name, lifeSpan, ttl, openedAt: now.getTime(), params: params ?? {} })
        else open.delete(name)
      }
      byPerson.set(person, open)
    },
  }
}

function isAlive(context: Open, now: Date): boolean {
  return context.ttl === undefined || now.getTime() - context.openedAt < context.ttl * 1000
}

function incoming(context: Open, now: Date): Incoming {
  const params = Object.fromEntries(
    Object.entries(context.params).map(([name, value]) => [name, { value, resolvedValue: value }]),
  )
  const left =
    context.ttl === undefined ? {} : { ttl: context.ttl - Math.floor((now.getTime() - context.openedAt) / 1000) }
  return { name: context.name, lifespan: context.lifeSpan, ...left, params }
}
