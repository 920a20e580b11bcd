/** What was said to a block that the shop made for one matter is about that matter. */
import type { Intent } from './reply.js'
import type { Wish } from './understand.js'

const blocks: ReadonlyMap<string, Intent> = new Map([
  ['웰컴블록', 'help'],
  ['도움말', 'help'],
  ['회원가입', 'signup'],
  ['도서검색', 'search'],
  ['책검색', 'search'],
  ['대여', 'rent'],
  ['반납', 'return'],
  ['연장', 'renew'],
  ['예약', 'hold'],
  ['적립금충전', 'deposit'],
  ['마이페이지', 'mypage'],
])

/** The matter of a block, by the name it has in the console; `null` for the fallback block and all others. */
export function intentOfBlock(name: string): Intent | null {
  return blocks.get(name.replace(/\s/g, '')) ?? null
}

/** The wish of somebody who said this to the block of `asked`. */
export function wishAbout(asked: Intent | null, wish: Wish): Wish {
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
      return wish.want === 'cancel' ? wish : { want: asked }
    case 'search':
      return wish.want === 'more' ? wish : { want: asked, query, page: 'page' in wish ? wish.page : null }
    case 'book':
      return 'bookNo' in wish ? { want: asked, bookNo: wish.bookNo } : { want: 'search', query, page: null }
    case 'rent':
    case 'return':
      return 'bookNo' in wish ? { want: asked, bookNo: wish.bookNo } : { want: asked, query }
    case 'renew':
    case 'hold':
      return { want: asked, query }
    case 'deposit':
      return { want: asked, amountWon: 'amountWon' in wish ? wish.amountWon : null }
    case 'mypage':
    case 'hold-cancel':
    case 'refund':
    case 'leave':
    case 'contact':
    case 'hours':
    case 'recommend':
      return { want: asked }
  }
}
