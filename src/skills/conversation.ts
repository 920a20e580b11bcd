/** Who answers what: by the button first, then by the block, then by what was said. */
import type { App } from '../app.js'
import { askForAmount, deposit } from './deposit.js'
import { atTheDesk, recommend } from './desk-matters.js'
import { cancelled, greet, staleButton } from './help.js'
import { agree, beginJoining, goOnJoining } from './join.js'
import { myPage } from './my-page.js'
import { drawNotice } from './notice.js'
import { rentBook, rentByWords } from './rent-book.js'
import { text, type Intent, type Reply } from './reply.js'
import { returnBook, returnByWords } from './return-book.js'
import { search, showMore } from './search-books.js'
import { showBook } from './show-book.js'
import type { Tap, Turn } from './turn.js'
import { isClear, understand, type Wish } from './understand.js'
import type { Visit } from './visit.js'

/** The answer to one turn. `asked`: the intent of the skill that was called, when the shop made a block for it. */
export async function answer(app: App, turn: Turn, asked: Intent | null): Promise<Reply> {
  const visitor = turn.userKey
    ? await app.views.visitor(turn.userKey)
    : { member: null, dialogue: null, untold: [] as const }
  const visit: Visit = { app, turn, visitor }
  if (asked === 'notice') return drawNotice(visit)
  const reply = await answerVisit(visit, asked)
  return tellNews(visit, reply)
}

async function answerVisit(visit: Visit, asked: Intent | null): Promise<Reply> {
  const { turn, visitor } = visit
  if (turn.tapped === 'stale') return staleButton(visit)
  if (turn.tapped) {
    await leaveDialogue(visit, turn.tapped.do !== 'signup')
    return byTap(visit, turn.tapped)
  }
  const wish = wishOf(asked ?? intentOfBlock(turn.block), turn.said)
  const { dialogue } = visitor
  if (dialogue && !isClear(wish) && wish.want !== 'agree') return goOnJoining(visit, dialogue.step, dialogue.draft)
  await leaveDialogue(visit, wish.want !== 'agree' && wish.want !== 'signup')
  return byWish(visit, wish)
}

async function leaveDialogue({ app, turn, visitor }: Visit, leaves: boolean): Promise<void> {
  if (leaves && visitor.dialogue && turn.userKey) await app.endDialogue(turn.userKey)
}

function byTap(visit: Visit, tap: Tap): Promise<Reply> {
  switch (tap.do) {
    case 'book':
      return showBook(visit, tap.bookId)
    case 'rent':
      return rentBook(visit, tap.bookId, tap.nonce)
    case 'return':
      return returnBook(visit, tap.rentalId, tap.nonce)
    case 'deposit':
      return deposit(visit, tap.amountWon, tap.nonce)
    case 'more':
      return showMore(visit, tap)
    case 'signup':
      return beginJoining(visit, tap.wantedBookId)
  }
}

async function byWish(visit: Visit, wish: Wish): Promise<Reply> {
  const { app } = visit
  switch (wish.want) {
    case 'help':
      return greet(visit)
    case 'signup':
      return beginJoining(visit)
    case 'agree':
      return agree(visit)
    case 'cancel':
      return cancelled(visit)
    case 'mypage':
      return myPage(visit)
    case 'more':
      return showMore(visit, null)
    case 'search':
      return search(visit, wish.query, wish.page)
    case 'unclear':
      return wish.query === '' ? greet(visit) : search(visit, wish.query)
    case 'book':
      return showBook(visit, await app.views.bookIdOfNo(wish.bookNo))
    case 'rent': {
      if ('query' in wish) return rentByWords(visit, wish.query)
      const bookId = await app.views.bookIdOfNo(wish.bookNo)
      return bookId ? rentBook(visit, bookId, null) : showBook(visit, null)
    }
    case 'return':
      return returnByWords(visit, wish)
    case 'deposit':
      return wish.amountWon === null ? askForAmount(visit) : deposit(visit, wish.amountWon, null)
    case 'recommend':
      return recommend(visit)
    case 'renew':
    case 'hold':
    case 'refund':
    case 'leave':
    case 'contact':
    case 'hours':
      return atTheDesk(visit, wish.want)
  }
}

/** The wish behind a block of the shop's own: what was said, read as being about the block's matter. */
function wishOf(asked: Intent | null, said: string): Wish {
  const wish = understand(said)
  if (asked === null || asked === 'unknown' || wish.want === asked || (wish.want !== 'unclear' && asked === 'help'))
    return wish
  const query = wish.want === 'unclear' ? wish.query : ''
  switch (asked) {
    case 'search':
    case 'book':
      return { want: 'search', query, page: null }
    case 'rent':
    case 'return':
      return { want: asked, query }
    case 'deposit':
      return { want: 'deposit', amountWon: null }
    case 'hold-cancel':
    case 'hold':
      return { want: 'hold' }
    case 'notice':
    case 'help':
      return { want: 'help' }
    case 'signup':
      return wish.want === 'agree' || wish.want === 'cancel' ? wish : { want: 'signup' }
    case 'mypage':
    case 'renew':
    case 'refund':
    case 'leave':
    case 'contact':
    case 'hours':
    case 'recommend':
      return { want: asked }
  }
}

const blocks: Readonly<Record<string, Intent>> = {
  '웰컴 블록': 'help',
  도움말: 'help',
  회원가입: 'signup',
  '도서 검색': 'search',
  도서검색: 'search',
  대여: 'rent',
  반납: 'return',
  연장: 'renew',
  예약: 'hold',
  '적립금 충전': 'deposit',
  마이페이지: 'mypage',
}

function intentOfBlock(name: string): Intent | null {
  return blocks[name] ?? null
}

/** A deposit that was paid since the last word is told before anything else, once. */
async function tellNews({ app, visitor }: Visit, reply: Reply): Promise<Reply> {
  if (visitor.untold.length === 0 || reply.outputs.length > 2) return reply
  const paidWon = visitor.untold.reduce((sum, news) => sum + news.amountWon, 0)
  await app.markTold(visitor.untold.map((news) => news.noticeId))
  const said = `${paidWon.toLocaleString('ko-KR')}원을 충전했어요.`
  return { ...reply, outputs: [text(said), ...reply.outputs] }
}
