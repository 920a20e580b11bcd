/** `책상태 …`: where the copies are, and what the desk says of them. */
import type { App } from '../app.js'
import type { CopyState } from '../domain/events.js'
import { done, notDone, type Command, type Said } from './command.js'
import { noSuchCopy, readBookNo, readCopy, sayCopy } from './copy-numbers.js'

export const copies: readonly Command[] = [
  {
    words: ['책상태 보기', 'copies show'],
    takes: '책번호',
    does: '그 책의 복본이 하나하나 어디에 있는지 보여 줘요',
    run: showCopies,
  },
  {
    words: ['책상태 바꾸기', 'copies set'],
    takes: '책번호 복본번호 분실|파손|수리|제적|정상',
    does: '복본 하나의 상태를 바꿔요. 예) 책상태 바꾸기 1024 2 분실',
    run: setCopy,
  },
  { words: ['책상태 집계', 'copies count'], takes: '', does: '복본이 어디에 몇 권 있는지 세어 줘요', run: countCopies },
]

type Copy = Awaited<ReturnType<App['deskViews']['copiesOf']>>[number]

/** In the order they are counted. */
const places: { readonly [W in Copy['where']]: string } = {
  'on-the-shelf': '서가',
  'on-loan': '대여 중',
  'claimed-returned': '반납 확인 중',
  'set-aside': '예약 보관',
  lost: '분실',
  damaged: '파손',
  'in-repair': '수리',
  withdrawn: '제적',
}

const states: { readonly [S in CopyState]: string } = {
  lost: '분실',
  damaged: '파손',
  'in-repair': '수리',
  withdrawn: '제적',
  'in-circulation': '정상',
}

async function showCopies(app: App, [word, ...more]: readonly string[]): Promise<Said> {
  const bookNo = readBookNo(word)
  if (bookNo === null || more.length > 0)
    return notDone(
      word === undefined
        ? '책 번호를 적어 주세요. 예) 1024'
        : `‘${[word, ...more].join(' ')}’ 같은 책 번호는 없어요. 1024처럼 적어 주세요.`,
    )
  const book = await bookOf(app, bookNo)
  if (!book) return notDone(`#${bookNo} 책은 없어요.`)
  return done(
    `${book.title} #${bookNo} · 복본 ${book.copies.length}권`,
    ...book.copies.map((copy) => `${sayCopy(copy)} ${sayWhere(copy)}`),
  )
}

/** `대여 중`, `분실 · 대여 중에`, `서가 · 곧 분실` */
function sayWhere({ where, state, comesNext, isOut }: Copy): string {
  return [
    places[where],
    ...(isOut && state !== 'in-circulation' ? ['대여 중에'] : []),
    ...(comesNext ? [`곧 ${states[comesNext]}`] : []),
  ].join(' · ')
}

async function setCopy(app: App, words: readonly string[]): Promise<Said> {
  const read = readCopy(words)
  if (!read) return notDone(noSuchCopy(words[0]))
  const state = stateIn(read.rest)
  if (!state)
    return notDone(`${sayCopy(read.copy)} 뒤에 ${Object.values(states).join(', ')} 가운데 하나를 적어 주세요.`)
  const book = await bookOf(app, read.copy.bookNo)
  if (!book) return notDone(`#${read.copy.bookNo} 책은 없어요.`)
  const copy = book.copies.find(({ copyNo }) => copyNo === read.copy.copyNo)
  if (!copy) return notDone(`${book.title} #${read.copy.bookNo} 책에 복본 ${read.copy.copyNo}번은 없어요.`)
  const changed = await app.changeCopyState({ copyId: copy.copyId, state })
  if (!changed.ok) return notDone('바꾸지 못했어요. 책 목록에 그 복본이 없어요.')
  const said = `${book.title} ${sayCopy(read.copy)} ${states[state]}`
  if (!changed.value.isNew) return done(`이미 그렇게 적혀 있어요. ${said}`)
  return done(`바꿨어요. ${said}`, '서버가 켜져 있으면 곧 반영돼요.', ...afterwards(copy, state))
}

/** `분실`, `lost`; `null` when it is none, or more is said. */
function stateIn([word, ...more]: readonly string[]): CopyState | null {
  if (more.length > 0) return null
  const named = Object.entries(states).find(([english, korean]) => word === english || word === korean)
  return named ? (named[0] as CopyState) : null
}

/** What follows for those who have the copy, or wait for it. */
function afterwards({ isOut, isSetAside }: Copy, state: CopyState): string[] {
  if (state === 'in-circulation')
    return isOut
      ? ['지금 대여 중인 책이에요. 반납일이 지났으면 연체 알림이 다시 가요.']
      : ['서가에 꽂아 주세요. 기다리는 회원이 있으면 그 회원의 차례가 돼요.']
  if (isSetAside)
    return [
      '이 책을 받을 차례이던 회원은 원래 순서에서 다시 기다려요. 빌려줄 복본이 하나도 남지 않으면 예약이 끝나고 회원에게 알려요.',
    ]
  if (!isOut) return []
  return state === 'lost'
    ? [
        '지금 대여 중인 책이에요. 연체 알림은 멈추고, 정리할 때까지 그 회원은 빌리거나 연장하거나 예약할 수 없어요.',
        '회원과 이야기가 끝나면 ‘분실정리 찾음’이나 ‘분실정리 끝냄’으로 적어 주세요.',
      ]
    : ['지금 대여 중인 책이에요. 연체 알림은 그대로 가고, 돌아온 뒤에는 빌려주지 않아요.']
}

async function countCopies(app: App): Promise<Said> {
  const counts = new Map((await app.deskViews.copyCounts()).map(({ where, copies }) => [where, copies]))
  const all = [...counts.values()].reduce((sum, copies) => sum + copies, 0)
  return done(
    `복본 모두 ${all.toLocaleString('ko-KR')}권`,
    ...Object.entries(places).map(
      ([where, name]) => `${name} ${(counts.get(where as Copy['where']) ?? 0).toLocaleString('ko-KR')}권`,
    ),
  )
}

async function bookOf(app: App, bookNo: number): Promise<{ title: string; copies: readonly Copy[] } | null> {
  const bookId = await app.views.bookIdOfNo(bookNo)
  const [hit] = bookId ? await app.views.hits([bookId]) : []
  return hit ? { title: hit.title, copies: await app.deskViews.copiesOf(bookNo) } : null
}
