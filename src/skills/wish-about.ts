/** What was said to a block that the shop made for one matter is about that matter. */
import type { Intent } from './reply.js'
import type { Named, Wish } from './understand.js'

/** What a block can be about: an intent, or a part of one. */
export type Matter = Intent | 'told' | 'ledger' | 'my-data'

const blocks: ReadonlyMap<string, Matter> = new Map([
  ['웰컴블록', 'help'],
  ['도움말', 'help'],
  ['회원가입', 'signup'],
  ['도서검색', 'search'],
  ['책검색', 'search'],
  ['대여', 'rent'],
  ['반납', 'return'],
  ['연장', 'renew'],
  ['예약', 'hold'],
  ['예약취소', 'hold-cancel'],
  ['알림내역', 'told'],
  ['적립금내역', 'ledger'],
  ['적립금충전', 'deposit'],
  ['환불', 'refund'],
  ['마이페이지', 'mypage'],
  ['내정보', 'my-data'],
  ['탈퇴', 'leave'],
  ['회원탈퇴', 'leave'],
])

/** The matter of a block, by the name it has in the console; `null` for the fallback block and all others. */
export function matterOfBlock(name: string): Matter | null {
  return blocks.get(name.replace(/\s/g, '')) ?? null
}

/** The wish of somebody who said this to the block of `asked`. */
export function wishAbout(asked: Matter | null, wish: Wish): Wish {
  if (wish.want === 'unsaid') return wish
  const query = 'query' in wish ? wish.query : ''
  switch (asked) {
    case null:
    case 'unknown':
    case 'notice':
      return wish
    case 'help':
      return wish.want === 'unclear' ? { want: 'help' } : wish
    case 'signup':
      return wish.want === 'cancel' || wish.want === 'link' ? wish : { want: asked }
    case 'search':
      return wish.want === 'more' ? wish : { want: asked, query, page: 'page' in wish ? wish.page : null }
    case 'book':
      return 'bookNo' in wish ? { want: asked, bookNo: wish.bookNo } : { want: 'search', query, page: null }
    case 'rent':
    case 'hold-cancel':
      return about(asked, wish)
    case 'return':
      return wish.want === 'claim' ? wish : about(asked, wish)
    case 'renew':
      return wish.want === 'renew-all' ? wish : about(asked, wish)
    case 'hold':
      return wish.want === 'holds' || wish.want === 'hold-cancel' ? wish : about(asked, wish)
    case 'deposit':
      if (wish.want === 'refund') return wish
      return { want: asked, amountWon: 'amountWon' in wish ? wish.amountWon : null }
    case 'mypage':
    case 'my-data':
      return isAboutMe(wish) ? wish : { want: asked }
    case 'ledger':
      return wish.want === 'ledger' ? wish : { want: asked }
    case 'leave':
      return wish.want === 'leave-now' || wish.want === 'withdraw' ? wish : { want: asked }
    case 'refund':
      if (wish.want === 'refund') return wish
      return { want: asked, amountWon: wish.want === 'amount' ? wish.amountWon : null, isOrder: false }
    case 'told':
    case 'contact':
    case 'hours':
      return { want: asked }
    case 'recommend':
      return wish.want === 'newest' ? wish : { want: asked }
  }
}

function isAboutMe({ want }: Wish): boolean {
  return [
    'told',
    'ledger',
    'my-data',
    'change-phone',
    'keep-history',
    'drop-history',
    'forget',
    'forget-now',
    'withdraw',
  ].includes(want)
}

/** The book that was named, whatever was to be done with it. */
function about(want: Named, wish: Wish): Wish {
  if ('bookNo' in wish) return { want, bookNo: wish.bookNo }
  return { want, query: 'query' in wish ? wish.query : '' }
}
