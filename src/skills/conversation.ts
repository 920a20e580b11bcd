/** Who answers what: by the button first, then by the block, then by what was said. */
import type { App } from '../app.js'
import { askForAmount, deposit } from './deposit.js'
import { atTheDesk, recommend } from './desk-matters.js'
import { findTitle } from './find-books.js'
import { cancelled, greet, leftAsIs, staleButton, tellRules } from './help.js'
import { beginJoining, goOnJoining, phoneTooEarly } from './join.js'
import { myPage } from './my-page.js'
import { drawNotice } from './notice.js'
import { rentBook, rentByWords } from './rent-book.js'
import { text, type Intent, type Reply } from './reply.js'
import { returnBook, returnByWords } from './return-book.js'
import { askToPick, search, showMore } from './search-books.js'
import { showBook } from './show-book.js'
import type { Tap, Turn } from './turn.js'
import { isClear, namesIn, understand, type Wish } from './understand.js'
import type { Visit } from './visit.js'
import { intentOfBlock, wishAbout } from './wish-about.js'
import { sayWon } from './words.js'

/** The answer to one turn. `asked`: the intent of the skill that was called, when the shop made a block for it. */
export async function answer(app: App, turn: Turn, asked: Intent | null): Promise<Reply> {
  const visitor = turn.userKey
    ? await app.views.visitor(turn.userKey)
    : { member: null, dialogue: null, untold: [] as const }
  const visit: Visit = { app, turn, visitor }
  if (asked === 'notice') return drawNotice(visit)
  const reply = await answerVisit(visit, asked ?? intentOfBlock(turn.block))
  return tellNews(visit, reply)
}

async function answerVisit(visit: Visit, asked: Intent | null): Promise<Reply> {
  const { turn, visitor } = visit
  if (turn.tapped === 'stale') return staleButton(visit)
  if (turn.tapped) {
    await leaveDialogue(visit, turn.tapped.do !== 'signup')
    return byTap(visit, turn.tapped)
  }
  const understood = understand(turn.said)
  const isAnswer = visitor.dialogue !== null && !isClear(understood)
  if (isAnswer && (asked === null || asked === 'signup')) return goOnJoining(visit, understood.want)
  const wish = wishAbout(asked, understood)
  await leaveDialogue(visit, wish.want !== 'agree' && wish.want !== 'signup')
  return byWish(visit, await unlessTitle(visit, wish))
}

async function leaveDialogue({ app, turn, visitor }: Visit, leaves: boolean): Promise<void> {
  if (leaves && visitor.dialogue && turn.userKey) await app.endDialogue(turn.userKey)
}

/** `나를 찾아줘`, `유럽 예약`, `Dragon Masters #11`: what sounds like a wish may be the name of a book. */
async function unlessTitle({ app, turn: { said } }: Visit, wish: Wish): Promise<Wish> {
  for (const { name, isWhole } of titlesIn(wish, said))
    if ((await findTitle(app, name, isWhole)).length > 0) return { want: 'search', query: name, page: null }
  return wish
}

/** Not what our own buttons say, nor what is looked for as it was said. Of a guess or a no, only a whole title is one. */
function titlesIn(wish: Wish, said: string): { name: string; isWhole: boolean }[] {
  if ('bookNo' in wish) return said.startsWith('#') ? [] : [{ name: said, isWhole: false }]
  if (wish.want === 'unsaid' || wish.want === 'amount' || 'isGuess' in wish)
    return namesIn(said).map((name) => ({ name, isWhole: true }))
  const isLookedFor = 'query' in wish && wish.query !== '' && wish.query !== said
  return isLookedFor && !('page' in wish && wish.page !== null) ? [{ name: said, isWhole: false }] : []
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
    case 'greeting':
      return greet(visit)
    case 'rules':
      return tellRules(visit)
    case 'unsaid':
      return leftAsIs(visit, wish.deed)
    case 'phone':
      return phoneTooEarly(visit)
    case 'pick':
      return askToPick()
    case 'signup':
    case 'agree':
      return beginJoining(visit)
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
    case 'amount':
      return deposit(visit, wish.amountWon, null)
    case 'recommend':
      return recommend(visit)
    case 'renew':
    case 'hold':
    case 'hold-cancel':
    case 'refund':
    case 'leave':
    case 'contact':
    case 'hours':
      return atTheDesk(visit, wish.want)
  }
}

/** A deposit that was paid since the last word is told before anything else, once. */
function tellNews({ visitor }: Visit, reply: Reply): Reply {
  if (visitor.untold.length === 0 || reply.outputs.length > 2) return reply
  const paidWon = visitor.untold.reduce((sum, news) => sum + news.amountWon, 0)
  const said = text(`${sayWon(paidWon)}을 충전했어요.`)
  return { ...reply, outputs: [said, ...reply.outputs], tells: visitor.untold.map((news) => news.noticeId) }
}
