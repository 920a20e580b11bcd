/** `분실정리 …`: books that were lost while they were rented, and how the desk has settled them with their members. */
import type { App } from '../app.js'
import { done, notDone, type Command, type Said } from './command.js'
import { readOneCopy, sayCopy, type CopyNumber } from './copy-numbers.js'
import { sayDate, sayHour } from './words.js'

export const losses: readonly Command[] = [
  {
    words: ['분실정리 목록', 'losses list'],
    takes: '',
    does: '빌려 간 동안 잃어버려 정리를 기다리는 책을 보여 줘요',
    run: listLosses,
  },
  {
    words: ['분실정리 찾음', 'losses found'],
    takes: '책번호-복본번호',
    does: '그 책이 돌아왔어요. 오늘 반납한 것으로 돼요. 예) 분실정리 찾음 1024-2',
    run: (app, rest) => settle(app, rest, true),
  },
  {
    words: ['분실정리 끝냄', 'losses closed'],
    takes: '책번호-복본번호',
    does: '그 책은 변상을 받았거나 더 찾지 않기로 했어요',
    run: (app, rest) => settle(app, rest, false),
  },
]

type Loss = NonNullable<Awaited<ReturnType<App['lostRentalOf']>>>

const shownAtMost = 100

async function listLosses(app: App): Promise<Said> {
  const found = await app.lostRentals(shownAtMost + 1)
  if (found.length === 0) return done('정리할 분실 도서가 없어요.')
  return done(
    '빌려 간 동안 분실로 적은 책이에요. 정리할 때까지 그 회원은 빌리거나 연장하거나 예약할 수 없어요.',
    ...found
      .slice(0, shownAtMost)
      .map((loss) => `${sayLoss(loss)} · 반납일 ${sayDate(loss.dueOn)} · ${sayHour(loss.lostAt)}부터`),
    ...(found.length > shownAtMost ? [`${shownAtMost}권까지만 보여 드려요. 더 있어요.`] : []),
    '책이 돌아왔으면 ‘분실정리 찾음’, 변상을 받았으면 ‘분실정리 끝냄’ 뒤에 맨 앞의 번호를 적어 주세요.',
  )
}

async function settle(app: App, words: readonly string[], isFound: boolean): Promise<Said> {
  const copy = readOneCopy(words)
  if (typeof copy === 'string') return notDone(copy)
  const loss = await app.lostRentalOf(copy.bookNo, copy.copyNo)
  const settled = loss && (await app.settleLost({ rentalId: loss.rentalId, isFound }))
  if (!loss || !settled?.ok) return notDone(...nothingToSettle(copy))
  const until = settled.value.suspendedUntil
  return isFound
    ? done(
        `돌아왔다고 적었어요. ${sayLoss(loss)} 님은 오늘 반납한 것으로 됐어요.`,
        ...(until === null
          ? []
          : [`늦게 돌아와서 ${sayDate(until)}까지 대여, 연장, 예약이 멈춰요. 회원에게 말씀해 주세요.`]),
        `다시 빌려줘도 되면 이렇게 적어 주세요. 책상태 바꾸기 ${sayCopy(loss)} 정상`,
      )
    : done(
        `정리를 끝냈어요. ${sayLoss(loss)} 님의 대여는 끝났어요. 다른 연체나 분실, 정지가 없으면 다시 빌릴 수 있어요.`,
        '이 복본은 분실로 남아요. 회원에게 따로 알리지 않으니 직접 말씀해 주세요.',
      )
}

function nothingToSettle(copy: CopyNumber): string[] {
  return [
    `${sayCopy(copy)} 책에는 정리할 분실이 없어요. 이미 정리했거나 회원이 그 뒤에 반납했을 수 있어요.`,
    '방금 분실로 적었다면 잠시 뒤에 다시 적어 주세요. 회원이 이미 반납했다고 한 책은 ‘반납확인’이 먼저예요.',
    '정리를 기다리는 책은 ‘분실정리 목록’에서 볼 수 있어요.',
  ]
}

function sayLoss(loss: Loss): string {
  return `${sayCopy(loss)} · ${loss.title} · ${loss.memberName}`
}
