/** The rental status board, as its pages ask the API for it. */
import { api } from '../api/client.js'
import type { components, paths } from '../api/schema.js'
import { ask } from '../shell/problem.js'
import type { Source } from '../shell/sources.js'

export type BoardRow = components['schemas']['BoardRow']
export type BoardStatus = BoardRow['status']
export type Asked = NonNullable<paths['/board']['get']['parameters']['query']>

/** A book that is with a member is `out`, however it stands. */
export const statusNames: Readonly<Record<BoardStatus | 'out', string>> = {
  out: '나가 있는 책',
  'due-today': '오늘 반납',
  late: '연체',
  'on-loan': '대여 중',
  claimed: '반납 확인 중',
  lost: '분실',
  ready: '찾아갈 예약',
  waiting: '예약 대기',
  returned: '반납됨',
  'written-off': '분실 정리됨',
}

/** Where the board opens with this filter; another sort than the list's own only where the filter wants it. */
export function boardLink(filter: Partial<Asked>, sort: 'dueOn' | 'began' | 'ended' = 'dueOn'): string {
  const order = sort === 'dueOn' ? 'ASC' : 'DESC'
  const words = new URLSearchParams({ filter: JSON.stringify(filter), sort, order, page: '1', perPage: '50' })
  return `/board?${words.toString()}`
}

export const copyHistoryLink = (copyId: string) => `/board/copy-${copyId}/show`
export const memberHistoryLink = (memberId: string) => `/board/member-${memberId}/show`

export const boardSource: Source = {
  async list({ limit, after, filter, sort }) {
    const query = { ...filter, limit, sort: sort as NonNullable<Asked['sort']>, ...(after ? { after } : {}) }
    return (await ask(api.GET('/board', { params: { query } }))).data
  },
}
