/** A local KakaoTalk that is the other end of the wire: chat page, Event API, KakaoPay, book search and Solapi in one router. */
import { setMaxListeners } from 'node:events'
import type { Router } from 'express'
import { openBooks, type KnownBook } from './books.js'
import type { Clock } from './clock.js'
import { openConversation, type Conversation } from './conversation.js'
import { openEventApi, type SentTalk } from './event-api.js'
import { openKakaoPay } from './kakao-pay.js'
import { openMisbehaviour } from './misbehave.js'
import { noMischief, type Mischief } from './mischief.js'
import type { Payment } from './payment.js'
import { openPeople, type Person } from './people.js'
import { openPhoneBook } from './phone-book.js'
import { openRouter } from './router.js'
import type { SentAlimtalk } from './solapi-bodies.js'
import { openSolapi } from './solapi.js'
import { openTranscripts, type Entry } from './transcript.js'

export type { Clock }

export type SimulatorOptions = {
  /** E.g. http://127.0.0.1:3000/skills, without a slash at the end. */
  skillsUrl: () => string
  /** Sent as X-Skill-Secret. */
  skillSecret?: string | undefined
  botId: string
  /** The product's clock: the simulator lives in the same time. */
  clock: Clock
  /** The absolute address of this router, e.g. http://127.0.0.1:3000/simulator. */
  baseUrl: () => string
  /** Kakao waits 5,000 ms for a skill. */
  skillLimitMs?: number
  /** How long `slow` mischief waits before it answers; 6,000 ms when left out. */
  slowMs?: number
  /** Who is in the chat from the start. */
  members?: readonly string[]
}

export type Simulator = Pick<Conversation, 'say' | 'enter'> & {
  router: Router
  /** Change it in place to make the stand-ins misbehave. */
  mischief: Mischief
  /** Every well-formed Event API request so far, in order, accepted or not. */
  sent: SentTalk[]
  /** KakaoPay's payments by tid. */
  payments: Map<string, Payment>
  /** What the book search knows, by ISBN-13. */
  books: Map<string, KnownBook>
  /** Every well-formed Alimtalk message so far, in order, registered or not. */
  alimtalks: SentAlimtalk[]
  /**
   * Calls the webhook at `url` as Solapi does, with what became of the messages it has not reported yet. Answers the HTTP
   * status; null when there was nothing to report.
   */
  reportAlimtalks(url: string): Promise<number | null>
  /** The keys of a chat person, who is added when unknown. */
  person(member: string): Person
  transcript(member: string): Entry[]
  /** Resolves when no push is under way. */
  idle(): Promise<void>
  /** Ends streams, held connections and skill calls, so that the HTTP server can close. */
  close(): void
}

export function openSimulator(options: SimulatorOptions): Simulator {
  const { botId, clock, skillsUrl, skillSecret, baseUrl, skillLimitMs = 5000, slowMs = 6000 } = options
  const closer = new AbortController()
  const closing = closer.signal
  setMaxListeners(0, closing)
  const now = () => clock.now()
  const mischief = noMischief()
  const misbehaviour = openMisbehaviour(slowMs, closing)
  const people = openPeople(botId)
  for (const name of options.members ?? ['김하늘', '이서준', '박지우']) people.add(name)
  const phoneBook = openPhoneBook()
  const transcripts = openTranscripts(now)
  const conversation = openConversation({
    botId,
    skillsUrl,
    skillSecret,
    skillLimitMs,
    now,
    closing,
    people,
    phoneBook,
    transcripts,
    mischief,
  })
  const eventApi = openEventApi({ botId, now, people, conversation, mischief, misbehaviour })
  const kakaoPay = openKakaoPay({ now, address: () => `${baseUrl()}/kakaopay`, mischief, misbehaviour })
  const books = openBooks({ address: () => `${baseUrl()}/books`, mischief, misbehaviour })
  const solapi = openSolapi({
    now,
    mischief,
    misbehaviour,
    deliver({ to, templateId, variables }) {
      const member = phoneBook.ownerOf(to)
      if (member) transcripts.add(member, { kind: 'alimtalk', templateId, variables })
    },
  })

  return {
    router: openRouter({
      people,
      transcripts,
      conversation,
      mischief,
      clock,
      closing,
      eventApi: eventApi.router,
      kakaoPay: kakaoPay.router,
      solapi: solapi.router,
      books: books.router,
    }),
    mischief,
    sent: eventApi.sent,
    payments: kakaoPay.payments,
    books: books.known,
    alimtalks: solapi.sent,
    reportAlimtalks: (url) => solapi.report(url),
    say: (member, utterance, via) => conversation.say(member, utterance, via),
    enter: (member) => conversation.enter(member),
    person: (member) => people.add(member),
    transcript: (member) => transcripts.of(member),
    idle: () => eventApi.idle(),
    close: () => closer.abort(),
  }
}
