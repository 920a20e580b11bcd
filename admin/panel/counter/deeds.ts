/** Renting, returning and renewing as the counter asks the API for it, and what is said of it. */
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { day, won } from '../shell/formats.js'
import { ask, Problem } from '../shell/problem.js'
import type { Outcome } from './outcome.js'

export type Copy = components['schemas']['CopyAtCounter']
export type Face = components['schemas']['MemberAtDesk']

export const modes = ['rent', 'return', 'renew'] as const
export type Mode = (typeof modes)[number]
export const modeNames: Readonly<Record<Mode, string>> = { rent: '대여', return: '반납', renew: '연장' }

export async function scan(code: string): Promise<{ members: readonly Face[]; copies: readonly Copy[] }> {
  return (await ask(api.GET('/counter/scan', { params: { query: { code } } }))).data
}

export async function rent(memberId: string, copyId: string, key: string): Promise<Outcome> {
  try {
    const { data } = await ask(
      api.POST('/counter/rent', { params: { header: { 'Idempotency-Key': key } }, body: { memberId, copyId } }),
    )
    return {
      tone: 'done',
      headline: `${data.title} 대여`,
      words: [
        `${day(data.dueOn)}까지 · ${data.memberName} 님`,
        `대여료 ${won(data.feeWon)} · 남은 적립금 ${won(data.balanceWon)}`,
      ],
    }
  } catch (error) {
    const outcome = refusal(error)
    const isPoor = error instanceof Problem && error.code === 'balance-too-low'
    return isPoor ? { ...outcome, cash: { memberId, copyId, missingWon: Number(error.facts['missingWon']) } } : outcome
  }
}

const strays: Readonly<Partial<Record<Copy['state'], string>>> = {
  lost: '분실로 적힌 책이에요. 책 화면에서 상태를 바꿔 주세요.',
  damaged: '파손으로 적힌 책이에요. 따로 두세요.',
  'in-repair': '수리 중으로 적힌 책이에요. 따로 두세요.',
  withdrawn: '더는 빌려주지 않는 책이에요. 따로 두세요.',
}

/** `returnedOn`: empty for today. */
export async function giveBack(copyId: string, returnedOn: string, key: string): Promise<Outcome> {
  try {
    const { data } = await ask(
      api.POST('/counter/return', {
        params: { header: { 'Idempotency-Key': key } },
        body: { copyId, ...(returnedOn === '' ? {} : { returnedOn }) },
      }),
    )
    const { rental, setAside, title, state } = data
    const stray = strays[state]
    const words = [
      ...(setAside
        ? [`예약한 분이 있어요. 따로 두세요. ${setAside.memberName} 님 · ${day(setAside.pickupUntil)}까지`]
        : []),
      ...(stray ? [stray] : []),
      ...(rental
        ? [`${rental.memberName} 님 · ${day(rental.returnedOn)} 반납`]
        : ['빌려 간 사람이 없던 책이에요. 바뀐 것은 없어요.']),
      ...(rental && rental.daysLate > 0 ? [`${rental.daysLate}일 늦었어요.`] : []),
      ...(rental?.suspendedUntil ? [`${day(rental.suspendedUntil)}까지 대여가 멈춰요.`] : []),
    ]
    const isSpecial = setAside !== null || stray !== undefined || rental === null
    return { tone: isSpecial ? 'care' : 'done', headline: rental ? `${title} 반납` : title, words }
  } catch (error) {
    return refusal(error)
  }
}

export async function renew(copyId: string, key: string): Promise<Outcome> {
  try {
    const { data } = await ask(
      api.POST('/counter/renew', { params: { header: { 'Idempotency-Key': key } }, body: { copyId } }),
    )
    return {
      tone: 'done',
      headline: `${data.title} 연장`,
      words: [`${day(data.dueOn)}까지 · ${data.memberName} 님`, `전에는 ${day(data.dueBeforeOn)}까지였어요.`],
    }
  } catch (error) {
    return refusal(error)
  }
}

/** Cash goes into the wallet under the number of its receipt. */
export async function takeCash(memberId: string, amountWon: number, receipt: string, key: string): Promise<Outcome> {
  try {
    const { data } = await ask(
      api.POST('/members/{memberId}/points/cash', {
        params: { path: { memberId }, header: { 'Idempotency-Key': key } },
        body: { amountWon, reason: receipt },
      }),
    )
    return {
      tone: 'done',
      headline: `현금 ${won(data.amountWon)} 충전`,
      words: [`남은 적립금 ${won(data.balanceAfterWon)}`],
    }
  } catch (error) {
    return refusal(error)
  }
}

/** Who was not heard may have been: that is thrown on, to be tried again with the same key. */
function refusal(error: unknown): Outcome {
  if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) throw error
  return { tone: 'refused', headline: error.message, words: [] }
}

/** Of several copies of a title, the ones that may be meant. */
export function meant(mode: Mode, copies: readonly Copy[], memberId: string | null): readonly Copy[] {
  const [first] = copies
  if (mode === 'rent') {
    const own = copies.find(({ hold }) => hold !== null && hold.memberId === memberId)
    const free = copies.find(({ state, rental, hold }) => state === 'in-circulation' && !rental && !hold)
    const one = own ?? free ?? first
    return one ? [one] : []
  }
  const out = copies.filter(({ rental }) => rental !== null)
  const own = out.filter(({ rental }) => rental?.memberId === memberId)
  if (own.length === 1) return own
  return out.length > 0 ? out : first ? [first] : []
}
