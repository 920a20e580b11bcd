/** What the bot answers, within Kakao's limits. */
import type { ServerResponse } from 'node:http'
import {
  kakaoLength,
  limits,
  type Button,
  type Output,
  type QuickReply,
  type SkillResponse,
} from 'kakao-i-openbuilder-sdk-types'
import type { MemberId, NoticeId } from '../domain/ids.js'
import { tapVersion, type Tap } from './turn.js'

/** What a member may want; each has a skill of its own, for shops that make a block for it. */
export const intents = [
  'help',
  'signup',
  'search',
  'book',
  'rent',
  'return',
  'renew',
  'hold',
  'hold-cancel',
  'deposit',
  'mypage',
  'refund',
  'leave',
  'contact',
  'hours',
  'recommend',
  'notice',
] as const
export type Intent = (typeof intents)[number] | 'unknown'

/**
 * One answer. `outcome` is `ok`, `ask` (the bot needs an answer to go on) or the kind of refusal; together with `intent`
 * it goes out as `data`, for the console's `{{#webhook.…}}` and for whoever counts.
 */
export type Reply = {
  readonly intent: Intent
  readonly outcome: string
  readonly outputs: readonly Output[]
  readonly quickReplies?: readonly QuickReply[]
  /** Notices that are told by this answer, once it really leaves. */
  readonly tells?: readonly NoticeId[]
  /** What the call said of the member that we did not know; written down after the answer has left. */
  readonly news?: { readonly memberId: MemberId; readonly isFriend: boolean; readonly appUserId: string | null }
}

export function responseOf(reply: Reply): SkillResponse {
  const quickReplies = reply.quickReplies?.slice(0, limits.template.quickReplies) ?? []
  return {
    version: '2.0',
    template: {
      outputs: reply.outputs.slice(0, limits.template.outputs),
      ...(quickReplies.length > 0 ? { quickReplies } : {}),
    },
    data: { intent: reply.intent, outcome: reply.outcome },
  }
}

/** The answer leaves, as Kakao reads it. */
export function send(response: ServerResponse, reply: Reply): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(responseOf(reply)))
}

export function text(said: string): Output {
  return { simpleText: { text: cut(said, limits.simpleText.text) } }
}

export function textCard(title: string, description: string, buttons: readonly Button[] = []): Output {
  const heading = cut(title, 50)
  return {
    textCard: {
      ...(heading ? { title: heading } : {}),
      description: cut(description, 400 - kakaoLength(heading)),
      ...foot(buttons),
    },
  }
}

export type Row = { readonly title: string; readonly description: string; readonly say: string; readonly tap: Tap }

/** A list of at most five rows; a row is said and tapped like a button. */
export function listCard(title: string, rows: readonly Row[], buttons: readonly Button[] = []): Output {
  return {
    listCard: {
      header: { title: cut(title, 40) },
      items: rows.slice(0, 5).map((row) => ({
        title: cut(row.title, 60),
        description: cut(row.description, 60),
        action: 'message' as const,
        messageText: row.say,
        extra: extraOf(row.tap),
      })),
      ...foot(buttons),
    },
  }
}

/** As much of a head as a phone shows in its one line. */
export const headAtMost = 25

/** Facts in a table, names of at most six characters; `below` is a text under them, of at most twelve lines in all. */
export function itemCard(
  head: string,
  facts: readonly (readonly [name: string, fact: string])[],
  buttons: readonly Button[] = [],
  below: { title: string; description: string } | null = null,
): Output {
  return {
    itemCard: {
      head: { title: cut(head, headAtMost) },
      itemList: facts.map(([title, description]) => ({ title, description: cut(description, 40) })),
      itemListAlignment: 'left',
      ...(below ? { title: below.title, description: cut(below.description, 200 - kakaoLength(below.title)) } : {}),
      ...foot(buttons),
    },
  }
}

/** A button that says something in the member's name; `tap` tells us exactly what was meant. */
export function button(label: string, say: string, tap?: Tap): Button {
  return {
    label: cut(label, limits.button.label),
    action: 'message',
    messageText: say,
    ...(tap ? { extra: extraOf(tap) } : {}),
  }
}

export function linkButton(label: string, url: string): Button {
  return { label: cut(label, limits.button.label), action: 'webLink', webLinkUrl: url }
}

export function quick(label: string, say = label, tap?: Tap): QuickReply {
  return {
    label: cut(label, limits.button.label),
    action: 'message',
    messageText: say,
    ...(tap ? { extra: extraOf(tap) } : {}),
  }
}

/** Says what was typed once more, as the same command: versions before this one take it for typed. */
export function sayAgain(label: string, said: string, nonce: string): QuickReply {
  return { ...quick(label, said), extra: { v: tapVersion, again: nonce } }
}

/** At most so many characters as Kakao counts them; what is cut ends in `…`. */
export function cut(said: string, atMost: number): string {
  if (kakaoLength(said) <= atMost) return said
  let kept = ''
  for (const character of said) {
    if (kakaoLength(kept) + kakaoLength(character) > atMost - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

function extraOf(tap: Tap): Record<string, unknown> {
  return { v: tapVersion, ...tap }
}

function foot(buttons: readonly Button[]): { buttons?: Button[]; buttonLayout?: 'vertical' } {
  return buttons.length > 0 ? { buttons: buttons.slice(0, 3), buttonLayout: 'vertical' } : {}
}
