/** Who chats here, and by which keys does Kakao know them? */
import { createHash } from 'node:crypto'

/** Keys follow from bot and name, so that a person stays the same one over restarts. */
export type Person = { name: string; botUserKey: string; plusfriendUserKey: string }

export type People = {
  add(name: string): Person
  named(name: string): Person | undefined
  withKey(type: string, key: string): Person | undefined
  all(): Person[]
}

export function openPeople(botId: string): People {
  const people = new Map<string, Person>()
  return {
    add(name) {
      const person = people.get(name) ?? personOf(botId.replace(/!$/, ''), name)
      people.set(name, person)
      return person
    },
    named: (name) => people.get(name),
    withKey: (type, key) => [...people.values()].find((person) => keyOf(person, type) === key),
    all: () => [...people.values()],
  }
}

function keyOf(person: Person, type: string): string | undefined {
  if (type === 'botUserKey') return person.botUserKey
  if (type === 'plusfriendUserKey') return person.plusfriendUserKey
  return undefined
}

function personOf(botId: string, name: string): Person {
  const digest = createHash('sha512').update(`${botId}:${name}`).digest()
  return {
    name,
    botUserKey: digest.toString('hex').slice(0, 66),
    plusfriendUserKey: createHash('sha512').update(digest).digest('base64').replace(/[+/=]/g, '').slice(0, 12),
  }
}
