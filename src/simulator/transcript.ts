/** What was said in each person's chat, and who is watching? */
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import type { NoticeHours } from './clock.js'
import type { SkillAnswer } from './talk.js'

type Place = { id: number; member: string; at: string }

/** A bubble of the person's own. */
export type Utterance = Place & { kind: 'utterance'; text: string; via: string }
/** What came back for an utterance or for entering the chat. */
export type Reply = Place & { kind: 'reply'; payload: SkillPayload } & SkillAnswer
/** What an event made the bot say by itself. */
export type Push = Place & { kind: 'push'; event: string; payload: SkillPayload } & SkillAnswer

/** A message that came by phone number instead: an approved template, of which only the blanks are known here. */
export type Alimtalk = Place & { kind: 'alimtalk'; templateId: string; variables: Record<string, string> }

export type Entry = Utterance | Reply | Push | Alimtalk
type Unplaced<T> = T extends Entry ? Omit<T, keyof Place> : never

/** What the product's clock shows. */
export type Time = { now: string; notices: NoticeHours }

/** What a watching page hears: a new entry, or that the product's clock was moved. */
export type News = { type: 'entry'; entry: Entry } | { type: 'clock'; time: Time }

export type Transcripts = {
  add(member: string, entry: Unplaced<Entry>): Entry
  of(member: string): Entry[]
  /** Everybody's entries after the one with this id, oldest first. */
  after(id: number): Entry[]
  tell(news: News): void
  /** Returns the way to stop watching. */
  watch(listener: (news: News) => void): () => void
}

export function openTranscripts(now: () => Date): Transcripts {
  const entries: Entry[] = []
  // Ids go on rising over restarts, so that a page which comes back neither misses nor repeats an entry.
  let lastId = Math.floor(performance.timeOrigin)
  const listeners = new Set<(news: News) => void>()
  const tell = (news: News) => listeners.forEach((listener) => listener(news))
  return {
    add(member, entry) {
      const placed: Entry = { id: ++lastId, member, at: now().toISOString(), ...entry }
      entries.push(placed)
      tell({ type: 'entry', entry: placed })
      return placed
    },
    of: (member) => entries.filter((entry) => entry.member === member),
    after: (id) => entries.filter((entry) => entry.id > id),
    tell,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
