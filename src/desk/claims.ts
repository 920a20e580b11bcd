/** `반납확인 …`: books that members say are back, and what the desk found when it looked. */
import type { App } from '../app.js'
import { dayOf } from '../domain/time.js'
import { done, notDone, type Command, type Said } from './command.js'
import { readOneCopy, sayCopy, type CopyNumber } from './copy-numbers.js'
import { sayDate, sayHour } from './words.js'

export const claims: readonly Command[] = [
  {
    words: ['반납확인 목록', 'claims list'],
    takes: '',
    does: '회원이 이미 반납했다고 한 책을 보여 줘요',
    run: listClaims,
  },
  {
    words: ['반납확인 찾음', 'claims found'],
    takes: '책번호-복본번호',
    does: '그 책을 찾았어요. 예) 반납확인 찾음 1024-2',
    run: (app, rest) => settle(app, rest, true),
  },
  {
    words: ['반납확인 없음', 'claims missing'],
    takes: '책번호-복본번호',
    does: '찾아봤지만 그 책이 없어요',
    run: (app, rest) => settle(app, rest, false),
  },
]

type Claim = NonNullable<Awaited<ReturnType<App['deskViews']['claimOn']>>>

const shownAtMost = 100

async function listClaims(app: App): Promise<Said> {
  const found = await app.deskViews.claims(shownAtMost + 1)
  if (found.length === 0) return done('반납했다는 책이 없어요.')
  const shown = found.slice(0, shownAtMost)
  return done(
    '회원이 이미 반납했다고 한 책이에요. 오래 기다린 것부터예요.',
    ...shown.map(
      (claim) =>
        `${sayCopy(claim)} · ${claim.title} · ${claim.memberName} · 반납일 ${sayDate(claim.dueOn)} · ${sayHour(claim.claimedAt)}부터`,
    ),
    ...(found.length > shown.length ? [`${shownAtMost}권까지만 보여 드려요. 더 있어요.`] : []),
    '서가를 찾아보고, 있으면 ‘반납확인 찾음’, 없으면 ‘반납확인 없음’ 뒤에 맨 앞의 번호를 적어 주세요.',
  )
}

async function settle(app: App, words: readonly string[], isFound: boolean): Promise<Said> {
  const copy = readOneCopy(words)
  if (typeof copy === 'string') return notDone(copy)
  const claim = await app.deskViews.claimOn(copy.bookNo, copy.copyNo)
  if (!claim) return notDone(...nothingToSettle(copy))
  const settled = await app.settleClaim({ rentalId: claim.rentalId, isFound })
  if (!settled.ok) return notDone(...nothingToSettle(copy))
  const { returnedAt, lostAt } = settled.value
  return isFound && returnedAt
    ? done(
        `찾았다고 적었어요. ${sayClaim(claim)} 님은 ${sayDate(dayOf(new Date(returnedAt)))}에 반납한 것으로 됐어요.`,
        '회원에게 곧 알려 드려요. 밤이면 아침에 알려요.',
        await whereItGoes(app, claim),
      )
    : done(
        `없다고 적었어요. ${sayClaim(claim)} 님의 대여는 계속돼요. 반납일은 ${sayDate(claim.dueOn)}이에요.`,
        lostAt === null
          ? '회원에게 곧 알려 드리고, 연체 알림도 다시 가요. 밤이면 아침에 가요.'
          : '회원에게 곧 알려 드려요. 분실로 적힌 책이라 연체 알림은 가지 않아요.',
      )
}

function nothingToSettle(copy: CopyNumber): string[] {
  return [
    `${sayCopy(copy)} 책에는 확인할 반납이 없어요. 이미 확인했거나 회원이 그 뒤에 반납했을 수 있어요.`,
    '확인을 기다리는 책은 ‘반납확인 목록’에서 볼 수 있어요.',
  ]
}

function sayClaim(claim: Claim): string {
  return `${claim.title} ${sayCopy(claim)}, ${claim.memberName}`
}

/** Who gets the copy that was found. */
async function whereItGoes(app: App, claim: Claim): Promise<string> {
  const copies = await app.deskViews.copiesOf(claim.bookNo)
  const copy = copies.find(({ copyNo }) => copyNo === claim.copyNo)
  if (copy?.isSetAside) return '이 책은 기다리던 다음 회원의 차례예요. 그 회원에게도 알려 드리니 예약 칸에 두세요.'
  return copy?.state === 'in-circulation'
    ? '기다리는 회원이 없어서 바로 다시 빌릴 수 있어요. 서가에 꽂아 주세요.'
    : `아직 빌려주지 않는 책이에요. 빌려줘도 되면 이렇게 적어 주세요. 책상태 바꾸기 ${sayCopy(claim)} 정상`
}
