/** The counter's memory: which mode, which member, what was done; scans are worked one after the other, in order. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { newCommandKey } from '../shell/command-key.js'
import { ask, Problem } from '../shell/problem.js'
import { giveBack, meant, renew, rent, scan, takeCash, type Copy, type Face, type Mode } from './deeds.js'
import type { Outcome } from './outcome.js'
import { play } from './sound.js'

export type Member = components['schemas']['Member']
export type Choice = { readonly label: string; readonly detail: string; take(): Promise<void> }
export type Done = Outcome & { readonly id: number; readonly at: Date; readonly mode: Mode }

/** What was sent and not answered. */
type Unheard = { readonly deed: (key: string) => Promise<Outcome>; readonly key: string }

const keptAtMost = 200

export function useCounter() {
  const [mode, setMode] = useState<Mode>('rent')
  const [member, setMember] = useState<Member | null>(null)
  const [returnedOn, setReturnedOn] = useState('')
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [done, setDone] = useState<readonly Done[]>([])
  const [unheard, setUnheard] = useState<Unheard | null>(null)
  const [isWorking, setWorking] = useState(false)
  const queue = useRef(Promise.resolve())
  const count = useRef(0)
  // a scan that waits for the one before it is worked as things stand then
  const now = useRef({ mode, member, returnedOn, choices })
  useEffect(() => {
    now.current = { mode, member, returnedOn, choices }
  })

  const say = useCallback((outcome: Outcome) => {
    play(outcome.tone)
    count.current += 1
    const one: Done = { ...outcome, id: count.current, at: new Date(), mode: now.current.mode }
    setDone((before) => [one, ...before].slice(0, keptAtMost))
  }, [])

  const look = useCallback(async (memberId: string) => {
    const { data } = await ask(api.GET('/members/{memberId}', { params: { path: { memberId } } }))
    now.current.member = data
    setMember(data)
    return data
  }, [])

  /** Does it with one key; unheard, it can be tried again with the very same. */
  const act = useCallback(
    async (deed: Unheard['deed'], key = newCommandKey()): Promise<Outcome | null> => {
      try {
        const outcome = await deed(key)
        setUnheard(null)
        say(outcome)
        if (now.current.member) await look(now.current.member.memberId).catch(() => undefined)
        return outcome
      } catch (error) {
        const said = error instanceof Problem ? error.message : '잠시 문제가 생겼어요.'
        say({ tone: 'refused', headline: said, words: ['‘다시 시도’를 누르면 같은 일을 한 번만 해요.'] })
        setUnheard({ deed, key })
        return null
      }
    },
    [say, look],
  )

  const withCopy = useCallback(
    async (copy: Copy) => {
      const { mode: as, member: who, returnedOn: on } = now.current
      if (as === 'return') return void (await act((key) => giveBack(copy.copyId, on, key)))
      if (as === 'renew') return void (await act((key) => renew(copy.copyId, key)))
      if (!who) return say({ tone: 'refused', headline: '먼저 회원을 찍어 주세요.', words: [copy.title] })
      await act((key) => rent(who.memberId, copy.copyId, key))
    },
    [act, say],
  )

  const withMember = useCallback(
    async ({ memberId }: Pick<Face, 'memberId'>) => {
      const found = await look(memberId)
      const words = now.current.mode === 'rent' ? ['이제 책을 찍어 주세요.'] : []
      say({ tone: found.blockedUntil || found.suspendedUntil ? 'care' : 'done', headline: `${found.name} 님`, words })
    },
    [look, say],
  )

  const offer = useCallback((list: readonly Choice[]) => {
    now.current.choices = list
    setChoices(list)
  }, [])

  const work = useCallback(
    async (code: string) => {
      const open = now.current.choices
      const chosen = open[Number(code) - 1]
      offer([])
      if (open.length > 0 && /^\d$/.test(code) && chosen) return chosen.take()
      const { members, copies } = await scan(code)
      const books = meant(now.current.mode, copies, now.current.member?.memberId ?? null)
      const [one] = members
      const [book] = books
      if (members.length + books.length > 1)
        return offer([
          ...members.map((who) => ofMember(who, withMember)),
          ...books.map((copy) => ofCopy(copy, withCopy)),
        ])
      if (one) return withMember(one)
      if (book) return withCopy(book)
      say({
        tone: 'refused',
        headline: '찾지 못했어요.',
        words: [code, '바코드, 책 번호, 회원번호, 전화번호, 이름을 다시 확인해 주세요.'],
      })
    },
    [offer, say, withCopy, withMember],
  )

  const enqueue = useCallback(
    (task: () => Promise<unknown>) => {
      setWorking(true)
      const turn = queue.current.then(task).then(
        () => undefined,
        (error: unknown) =>
          say({
            tone: 'refused',
            headline: error instanceof Problem ? error.message : '잠시 문제가 생겼어요.',
            words: [],
          }),
      )
      queue.current = turn
      void turn.then(() => queue.current === turn && setWorking(false))
    },
    [say],
  )

  return {
    mode,
    member,
    returnedOn,
    choices,
    done,
    isWorking,
    setReturnedOn,
    switchTo(next: Mode) {
      offer([])
      setReturnedOn('')
      setMode(next)
      now.current.mode = next
    },
    /** The next one, please. */
    clear() {
      offer([])
      setMember(null)
      now.current.member = null
    },
    enter: (code: string) => enqueue(() => work(code)),
    choose: (choice: Choice) =>
      enqueue(() => {
        offer([])
        return choice.take()
      }),
    retry: unheard && (() => enqueue(() => act(unheard.deed, unheard.key))),
    /** Takes the cash and rents the book for which it was missing. */
    payCash({ memberId, copyId }: NonNullable<Outcome['cash']>, amountWon: number, receipt: string) {
      enqueue(async () => {
        const paid = await act((key) => takeCash(memberId, amountWon, receipt, key))
        if (paid?.tone === 'done') await act((key) => rent(memberId, copyId, key))
      })
    },
  }
}

function ofMember(who: Face, take: (who: Face) => Promise<void>): Choice {
  return { label: who.name, detail: `회원번호 ${who.memberNumber} · ${who.maskedPhone}`, take: () => take(who) }
}

function ofCopy(copy: Copy, take: (copy: Copy) => Promise<void>): Choice {
  const who = copy.rental ? ` · ${copy.rental.memberName} 님이 빌림` : ''
  return { label: copy.title, detail: `${copy.bookNo}-${copy.copyNo}${who}`, take: () => take(copy) }
}
