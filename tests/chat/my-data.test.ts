/** 내 정보: what is stored of me, and what I can do about it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('내 정보 on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const title of ['읽은 책', '읽는 책']) await library.book({ title, copies: 20 })
  })
  beforeEach(() => {
    library.clock.set(saturdayNoon)
    haneul = library.visitor()
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  async function reads(): Promise<void> {
    await haneul.joins(10_000)
    await haneul.says('읽은 책 빌려줘')
    await haneul.says('읽은 책 반납')
    await haneul.says('읽는 책 빌려줘')
  }

  it('shows everything that is stored, the number masked', async () => {
    await reads()
    const page = await haneul.taps(await haneul.says('마이페이지'), '내 정보')
    expect(page).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    for (const said of [
      haneul.name,
      '가입한 날\n2026년 11월 28일',
      '동의\n2026년 11월 28일',
      '반납한 책 1권 · 때가 되면 지워요',
      '지금 빌린 책 1권, 예약 0건, 알림 1건',
      '적립금 거래 3건',
      '5년',
      '반납하고 90일까지',
    ])
      expect(page.text).toContain(said)
    expect(page.text).toMatch(/전화번호\n010-\*{4}-\d{4}\n/)
    expect(JSON.stringify(page.response)).not.toMatch(/010-?\d{4}-?\d{4}/)
    expect(labelsOf(page)).toEqual(expect.arrayContaining(['전화번호 바꾸기', '기록 남기기', '탈퇴', '내 기록 지워줘']))
    expect((await haneul.taps(page, '탈퇴')).intent).toBe('leave')
  })

  it('keeps the history for who wants it, and no longer for who does not', async () => {
    await reads()
    const page = await haneul.says('내 정보')
    expect(await haneul.taps(page, '기록 남기기')).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    const kept = await haneul.says('내 정보')
    expect(kept.text).toContain('계속 남겨요')
    library.clock.advanceDays(1)
    await haneul.says('읽는 책 반납')
    library.clock.advanceDays(200)
    await library.settle()
    expect((await haneul.says('내 정보')).text).toContain('반납한 책 2권')

    const off = await haneul.taps(kept, '기록 남기지 않기')
    expect(off.text).toContain('90일이 지나면')
    expect((await haneul.says('기록 남기지 않기')).outcome).toBe('ok')
    await library.settle()
    expect((await haneul.says('내 정보')).text).toContain('반납한 책 0권')
  })

  it('forgets at a word and a tap, after asking once; open books and money stay', async () => {
    await reads()
    const asked = await haneul.says('내 기록 지워줘')
    expect(asked).toMatchObject({ intent: 'mypage', outcome: 'ask' })
    expect(asked.text).toContain('반납한 책 1권의 기록')
    expect(asked.text).toContain('지금 빌린 책 1권')
    expect((await haneul.says('내 정보')).text).toContain('반납한 책 1권')

    expect(await haneul.taps(asked, '지우기')).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect((await haneul.taps(asked, '지우기')).outcome).toBe('nothing-kept')
    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('읽는 책')
    expect(page.text).toContain('8,000원')
    expect((await haneul.says('내 정보')).text).toContain('반납한 책 0권')
    expect((await haneul.says('읽는 책 반납')).outcome).toBe('ok')
  })

  it('forgets by the same words typed, but not by a button of the day before', async () => {
    await reads()
    const asked = await haneul.says('대여 기록 삭제해 주세요')
    library.clock.advanceDays(1)
    expect((await haneul.taps(asked, '지우기')).outcome).toBe('ask')
    expect((await haneul.taps(asked, '그만두기')).outcome).toBe('ok')
    expect((await haneul.says('내 기록을 모두 지울게요')).outcome).toBe('ok')
    expect((await haneul.says('내 기록 지워줘')).outcome).toBe('nothing-kept')
  })

  it('is for members', async () => {
    for (const said of ['내 정보', '내 기록 지워줘', '기록 남기기', '동의 철회'])
      expect((await haneul.says(said)).outcome).toBe('not-a-member')
  })
})
