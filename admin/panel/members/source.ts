/** Members, as their pages ask the API for them. */
import { api } from '../api/client.js'
import type { components, paths } from '../api/schema.js'
import { ask } from '../shell/problem.js'
import type { Source } from '../shell/sources.js'

export type Face = components['schemas']['MemberAtDesk']
export type Member = components['schemas']['Member']
export type LedgerLine = components['schemas']['LedgerLine']
type Asked = NonNullable<paths['/members']['get']['parameters']['query']>

export const ledgerNames: Readonly<Record<LedgerLine['kind'], string>> = {
  'rental-fee': '대여료',
  deposit: '충전',
  refund: '환불',
  'refund-returned': '환불 취소',
  bonus: '선물',
  'bonus-taken': '선물 회수',
}

export const memberSource: Source = {
  async list({ limit, after, filter }) {
    const query: Asked = { ...filter, limit, ...(after ? { after } : {}) }
    const { data } = await ask(api.GET('/members', { params: { query } }))
    return { ...data, items: data.items.map((face) => ({ ...face, id: face.memberId })) }
  },
  async one(memberId) {
    const { data, version } = await readMember(memberId)
    return { record: { ...data, id: memberId }, version }
  },
}

export function readMember(memberId: string) {
  return ask(api.GET('/members/{memberId}', { params: { path: { memberId } } }))
}
