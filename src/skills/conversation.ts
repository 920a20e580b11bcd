/** Who answers what: by the button first, then by the block, then by what was said. */
import type { App } from '../app.js'
import { beginChangingPhone } from './change-phone.js'
import { askForAmount, deposit } from './deposit.js'
import { atTheDesk, newArrivals, recommend, whyNoticesCome } from './desk-matters.js'
import { findTitle } from './find-books.js'
import { askWhichDeed } from './ask-which-deed.js'
import { cancelled, greet, leftAsIs, staleButton, tellRules } from './help.js'
import { cancelByWords, cancelHold } from './cancel-hold.js'
import { claimByWords, claimReturn } from './claim-return.js'
import { holdBook, holdByWords } from './hold-book.js'
import { askToLeave, leave, withdrawConsent } from './leave.js'
import { askToForget, chooseHistory, forget, myData } from './my-data.js'
import { beginJoining, phoneTooEarly } from './join.js'
import { ledger } from './ledger.js'
import { beginLinking } from './link.js'
import { myHolds } from './my-holds.js'
import { myPage } from './my-page.js'
import { drawNotice } from './notice.js'
import { goOn, isAboutQuestion } from './open-dialogue.js'
import { offerRefund, refund } from './refund.js'
import { renewAll } from './renew-all.js'
import { renewBook, renewByWords } from './renew-book.js'
import { rentBook, rentByWords } from './rent-book.js'
import type { Intent, Reply } from './reply.js'
import { returnBook, returnByWords } from './return-book.js'
import { askToPick, search, showMore } from './search-books.js'
import { showBook } from './show-book.js'
import { toldNotices } from './told-notices.js'
import { tellPayments } from './tell-payments.js'
import type { Tap, Turn } from './turn.js'
import { isClear, namesIn, understand, type Wish } from './understand.js'
import type { Visit } from './visit.js'
import { matterOfBlock, wishAbout, type Matter } from './wish-about.js'

/** The answer to one turn. `asked`: the intent of the skill that was called, when the shop made a block for it. */
export async function answer(app: App, turn: Turn, asked: Intent | null): Promise<Reply> {
  const visitor = turn.userKey
    ? await app.views.visitor(turn.userKey)
    : { member: null, dialogue: null, untold: [] as const }
  const visit: Visit = { app, turn, visitor }
  if (asked === 'notice') return withNews(visit, await drawNotice(visit))
  const reply = await answerVisit(visit, asked ?? matterOfBlock(turn.block))
  return withNews(visit, tellPayments(visit, reply))
}

async function answerVisit(visit: Visit, asked: Matter | null): Promise<Reply> {
  const { turn, visitor } = visit
  if (turn.tapped === 'stale') return staleButton(visit)
  if (turn.tapped) {
    await leaveDialogue(visit, turn.tapped.do !== 'signup')
    return byTap(visit, turn.tapped)
  }
  const understood = understand(turn.said)
  const isAnswer =
    visitor.dialogue !== null && (!isClear(understood) || isAboutQuestion(visitor.dialogue.step, turn.said))
  if (isAnswer && (asked === null || asked === 'signup')) return goOn(visit, understood.want)
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
  if (['unsaid', 'amount', 'either'].includes(wish.want) || 'isGuess' in wish)
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
    case 'claim':
      return claimReturn(visit, tap.rentalId)
    case 'renew':
      return renewBook(visit, tap.rentalId, tap.nonce)
    case 'renew-all':
      return renewAll(visit, tap.nonce)
    case 'hold':
      return holdBook(visit, tap.bookId, tap.nonce)
    case 'hold-cancel':
      return cancelHold(visit, tap.holdId)
    case 'deposit':
      return deposit(visit, tap.amountWon, tap.nonce)
    case 'refund':
      return refund(visit, tap.amountWon, tap.nonce)
    case 'more':
      return showMore(visit, tap)
    case 'ledger':
      return ledger(visit, tap)
    case 'forget':
      return forget(visit, tap.nonce ?? '')
    case 'leave':
      return leave(visit, tap.nonce ?? '')
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
    case 'link':
      return beginLinking(visit)
    case 'change-phone':
      return beginChangingPhone(visit)
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
    case 'rent':
      if ('query' in wish) return rentByWords(visit, wish.query)
      return withNumber(visit, wish.bookNo, rentBook)
    case 'hold':
      if ('query' in wish) return holdByWords(visit, wish.query)
      return withNumber(visit, wish.bookNo, holdBook)
    case 'return':
      return returnByWords(visit, wish)
    case 'claim':
      return claimByWords(visit, wish)
    case 'renew':
      return renewByWords(visit, wish, 'isGuess' in wish)
    case 'renew-all':
      return renewAll(visit, null)
    case 'hold-cancel':
      return cancelByWords(visit, wish)
    case 'holds':
      return myHolds(visit)
    case 'told':
      return toldNotices(visit)
    case 'ledger':
      return ledger(visit, { page: 'page' in wish ? wish.page : 1, before: null })
    case 'deposit':
      return wish.amountWon === null ? askForAmount(visit) : deposit(visit, wish.amountWon, null)
    case 'amount':
      return deposit(visit, wish.amountWon, null)
    case 'recommend':
      return recommend(visit)
    case 'newest':
      return newArrivals(visit)
    case 'either':
      return askWhichDeed(wish)
    case 'stop-notices':
      return whyNoticesCome(visit)
    case 'my-data':
      return myData(visit)
    case 'keep-history':
    case 'drop-history':
      return chooseHistory(visit, wish.want === 'keep-history')
    case 'forget':
      return askToForget(visit)
    case 'forget-now':
      return forget(visit, null)
    case 'refund':
      return wish.isOrder && wish.amountWon !== null
        ? refund(visit, wish.amountWon, null)
        : offerRefund(visit, wish.amountWon)
    case 'leave':
      return askToLeave(visit)
    case 'leave-now':
      return leave(visit, null)
    case 'withdraw':
      return withdrawConsent(visit)
    case 'contact':
    case 'hours':
      return atTheDesk(visit, wish.want)
  }
}

async function withNumber(visit: Visit, bookNo: number, act: typeof rentBook): Promise<Reply> {
  const bookId = await visit.app.views.bookIdOfNo(bookNo)
  return bookId ? act(visit, bookId, null) : showBook(visit, null)
}

/** What Kakao says of the member that we did not know: a friend of the channel, or a number of Kakao Login. */
function withNews({ turn, visitor: { member } }: Visit, reply: Reply): Reply {
  if (!member) return reply
  const { isFriend, appUserId } = turn
  const isNew = (isFriend && member.channel !== 'friend') || (appUserId !== null && appUserId !== member.appUserId)
  return isNew ? { ...reply, news: { memberId: member.id, isFriend, appUserId } } : reply
}
