/** 알림 내역: what a member was told, when, and whether it arrived. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('알림 내역 on %s', (engine) => {
  let library: Library
  let haneul: Member

  beforeAll(async () => {
    library = await openLibrary(engine)
    haneul = await member(library, '김하늘', 10_000)
    for (const title of ['소년이 온다', '채식주의자']) await library.book({ title })
  })
  afterAll(() => library.close())

  it('of somebody who was told nothing says so', async () => {
    expect(await haneul.says('알림 내역')).toMatchObject({ intent: 'mypage', outcome: 'nothing-told' })
  })

  it('lists the messages, the latest first, with day and hour in Seoul, and whether they arrived', async () => {
    await haneul.says('소년이 온다 빌려줘')
    await haneul.says('채식주의자 빌려줘')
    library.clock.set('2026-12-04T00:05:00.000Z')
    await library.settle()
    wait(library, 60)
    await library.settle()
    library.clock.set('2026-12-05T15:30:00.000Z')
    await library.settle()
    library.clock.set('2026-12-06T00:10:00.000Z')
    await library.settle()
    library.clock.set('2026-12-08T10:00:00.000Z')
    await library.settle()
    await library.rows(`UPDATE notices SET state = 'unreachable' WHERE member_id = ? AND sent_at LIKE '2026-12-06%'`, [
      haneul.memberId,
    ])

    const told = await haneul.says('알림 내역 보여줘')
    expect(told).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect(told.text.split('\n')).toEqual([
      '최근 알림이에요.',
      '12월 8일(화) 19시 · 연체 안내 2번째 · 2권 · 보냈어요',
      '12월 6일(일) 9시 · 연체 안내 1번째 · 2권 · 카카오톡으로 닿지 않았어요',
      '12월 4일(금) 9시 · 반납일 안내 · 2권 · 전달됨',
    ])
  })

  it('is a tap away from 마이페이지, and for members', async () => {
    expect(await haneul.taps(await haneul.says('마이페이지'), '알림 내역')).toMatchObject({
      intent: 'mypage',
      outcome: 'ok',
    })
    const stranger = await library.visitor().says('알림 내역')
    expect(stranger).toMatchObject({ intent: 'mypage', outcome: 'not-a-member' })
    expect(labelsOf(stranger)).toContain('회원가입')
  })

  it('shows nobody the messages of another, and the ten latest only', async () => {
    const seojun = await member(library, '이서준')
    expect((await seojun.says('알림 내역')).outcome).toBe('nothing-told')
    for (let number = 1; number <= 12; number += 1)
      await library.rows(
        `INSERT INTO notices (id, member_id, kind, body, state, version, created_at) VALUES (?, ?, 'deposit-paid', ?, 'delivered', 1, ?)`,
        [
          `00000000-0000-7000-8000-0000000000${10 + number}`,
          seojun.memberId,
          JSON.stringify({ kind: 'deposit-paid', depositId: 'd', amountWon: number * 1_000 }),
          `2026-11-${10 + number}T03:00:00.000Z`,
        ],
      )
    const lines = (await seojun.says('알림 내역')).text.split('\n').slice(1)
    expect(lines).toHaveLength(10)
    expect(lines[0]).toBe('11월 22일(일) 12시 · 충전 12,000원 · 전달됨')
    library.clock.set(saturdayNoon)
  })
})
