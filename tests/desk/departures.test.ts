/** People without KakaoTalk get their money back, are forgotten and leave, at the desk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { balanceOf } from '../support/crowd.js'
import { sayAtDesk } from '../support/desk.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { rentalIn, valueOf } from '../support/lines.js'

describe.each(engines)('without KakaoTalk at the desk on %s', (engine) => {
  let library: Library
  let phones = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const desk = (line: string) => sayAtDesk(library, ...line.split(' '))
  async function registered(name: string): Promise<{ memberId: MemberId; number: string }> {
    const phone = `0106666${String(++phones).padStart(4, '0')}`
    expect((await desk(`회원 등록 ${name} ${phone} 14세이상`)).code).toBe(0)
    const [row] = await library.rows<{ id: MemberId }>('SELECT id FROM members WHERE name = ?', [name])
    const memberId = row?.id ?? ('' as MemberId)
    return { memberId, number: memberId.slice(-8) }
  }
  const isMember = async (memberId: MemberId) =>
    (await library.rows('SELECT id FROM members WHERE id = ?', [memberId])).length > 0

  it('gets all the cash back, and then leaves', async () => {
    const { memberId, number } = await registered('나종이')
    await desk(`적립금 현금 ${number} 10000 영수증 1`)
    const refused = await desk(`회원 탈퇴 ${number} 확인`)
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`환불 신청 ${number} 전액`)])

    const asked = await desk(`환불 신청 ${number} 전액`)
    expect(asked.out.join('\n')).toContain('10,000원은 창구에서 드리고')
    expect((await desk(`환불 신청 ${number} 전액`)).out).toEqual(asked.out)
    expect(await library.rows('SELECT id FROM refunds WHERE member_id = ?', [memberId])).toHaveLength(1)
    expect((await desk(`회원 탈퇴 ${number} 확인`)).err).toContain('환불이 끝나지 않았어요')
    const [, refundNumber = ''] = /환불번호 (\w{8})/.exec(asked.out.join('\n')) ?? []
    expect((await desk(`환불 지급 ${refundNumber} 현금`)).code).toBe(0)

    expect((await desk(`회원 탈퇴 ${number}`)).err).toContain(`회원 탈퇴 ${number} 확인`)
    expect(await isMember(memberId)).toBe(true)
    expect((await desk(`회원 탈퇴 ${number} 확인`)).out.join('\n')).toContain('탈퇴했어요. 나종이 님의')
    expect(await isMember(memberId)).toBe(false)
    expect((await desk(`회원 탈퇴 ${number} 확인`)).err).toContain('그런 회원이 없어요')
  })

  it('is asked for anew once it was put back, on the same day and with the same words, and stays one while it stands', async () => {
    const { memberId, number } = await registered('또달래')
    await desk(`적립금 현금 ${number} 10000 영수증 9`)
    const asks = async () => {
      const { out } = await desk(`환불 신청 ${number} 4000`)
      return /환불번호 (\w{8})/.exec(out.join('\n'))?.[1] ?? ''
    }
    const handles: string[] = []
    for (let time = 1; time <= 3; time += 1) {
      const handle = await asks()
      expect(await asks()).toBe(handle)
      expect(await balanceOf(library, memberId)).toBe(6_000)
      handles.push(handle)
      if (time < 3) expect((await desk(`환불 되돌리기 ${handle}`)).code).toBe(0)
    }
    expect(new Set(handles).size).toBe(3)
    expect((await desk(`환불 지급 ${handles[2]} 현금`)).code).toBe(0)
    expect(await asks()).toBe(handles[2])
    expect(await balanceOf(library, memberId)).toBe(6_000)
  })

  it('stays while a book is out, and what was read is forgotten when asked for', async () => {
    const { memberId, number } = await registered('도서관')
    await desk(`적립금 현금 ${number} 10000 영수증 2`)
    const [read, open] = [await library.book({ title: '다 읽은 책' }), await library.book({ title: '읽는 책' })]
    const rentalId = await rentalIn(library, memberId, read.bookId)
    valueOf(await library.app.returnBook({ memberId, rentalId, commandKey: null }))
    await rentalIn(library, memberId, open.bookId)
    await library.settle()

    expect((await desk(`회원 탈퇴 ${number} 확인`)).err).toContain(`읽는 책 #${open.bookNo}`)
    expect((await desk(`회원 기록지우기 ${number}`)).err).toContain(`회원 기록지우기 ${number} 확인`)
    const own = () => library.rows('SELECT id FROM rentals WHERE member_id = ?', [memberId])
    expect(await own()).toHaveLength(2)
    expect((await desk(`회원 기록지우기 ${number} 확인`)).out.join('\n')).toContain('돌려준 책 1권')
    expect(await own()).toHaveLength(1)
  })

  it('never gets back more than was paid, nor gifts', async () => {
    const { memberId, number } = await registered('선물이')
    await desk(`적립금 현금 ${number} 5000 영수증 3`)
    await desk(`적립금 선물 ${number} 2000 생일`)
    for (const [line, why] of [
      [`환불 신청 ${number} 6000`, '5,000원이에요'],
      [`환불 신청 ${number} 0`, '1원 이상'],
      [`환불 신청 ${number} 많이`, '금액이나'],
      [`환불 신청 ${number}`, '금액이나'],
    ] as const)
      expect([line, (await desk(line)).err]).toEqual([line, expect.stringContaining(why)])
    expect(await balanceOf(library, memberId)).toBe(7_000)
    expect((await desk(`환불 신청 ${number} 3,000원`)).code).toBe(0)
    expect(await balanceOf(library, memberId)).toBe(4_000)
  })
})
