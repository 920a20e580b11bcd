/** The pages around a payment: what they say, and what merely looking at them must never do. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { openLibrary, payInBrowser, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('the pay pages on %s', (engine) => {
  let library: Library
  let member: Visitor
  beforeAll(async () => {
    library = await openLibrary(engine, { env: { LIBRARY_NAME: '책방 <b>&"톡"', LIBRARY_PHONE: '02-123-4567' } })
  })
  afterAll(() => library.close())
  beforeEach(async () => {
    member = library.visitor()
    await member.joins()
  })

  async function payCard(said = '만원 충전'): Promise<string> {
    const card = await member.says(said)
    return card.buttons.find((button) => button.webLinkUrl)?.webLinkUrl ?? ''
  }
  const see = async (page: string, method = 'GET') => {
    const response = await fetch(page, { method, redirect: 'manual' })
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
  /** Our page, KakaoPay's window, 결제하기: the address KakaoPay sends the payer back to. */
  async function confirmed(page: string): Promise<string> {
    const window = (await see(page, 'POST')).headers.get('location') ?? ''
    return (await see(`${window}/confirm`, 'POST')).headers.get('location') ?? ''
  }
  const balance = async () => /적립금\n([\d,]+원)/.exec((await member.says('마이페이지')).text)?.[1]
  const state = (page: string) =>
    library.rows<{ state: string; tid: string | null }>('SELECT state, tid FROM deposits WHERE page_token = ?', [
      page.slice(page.lastIndexOf('/') + 1),
    ])

  it('says who is paid, how much and how to get it back before any money moves', async () => {
    const { status, html } = await see(await payCard())
    expect(status).toBe(200)
    expect(html).toContain('10,000원 충전')
    expect(html).toContain('적립금 충전')
    expect(html).toContain('카카오페이')
    expect(html).toContain('돌려받을 수 있어요')
    expect(html).toContain('02-123-4567')
  })

  it('shows a shop’s name as text, whatever signs are in it', async () => {
    const { html } = await see(await payCard())
    expect(html).toContain('책방 &lt;b&gt;&amp;&quot;톡&quot;')
    expect(html).not.toContain('<b>')
  })

  it('has an address that cannot be guessed', async () => {
    const [one, another] = [await payCard(), await payCard('2만원 충전')]
    expect(one).toMatch(/\/pay\/[\w-]{32}$/)
    expect(another).not.toBe(one)
    const unknown = await see(one.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
    expect(unknown.status).toBe(404)
    expect(unknown.html).toContain('찾을 수 없는 결제예요')
  })

  it('knows no payment by an address with letters that none has', async () => {
    for (const token of ['%EA%B0%80', '%EF%BB%BF', '%00', 'x%20', 'x'.repeat(65), '%F0%9F%93%9A'])
      for (const [tail, method] of [
        ['', 'GET'],
        ['', 'POST'],
        ['/approve?pg_token=x', 'GET'],
        ['/cancel', 'GET'],
        ['/fail', 'GET'],
      ] as const) {
        const { status, html } = await see(`${library.url}/pay/${token}${tail}`, method)
        expect([token, tail, method, status]).toEqual([token, tail, method, 404])
        expect(html).toContain('찾을 수 없는 결제예요')
      }
  })

  it('is kept by no one and told to no one', async () => {
    const page = await payCard()
    for (const { headers } of [await see(page), await see(`${page}/cancel`), await see(page, 'POST')]) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toBe('noindex')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })

  it('begins no payment when it is only looked at', async () => {
    const page = await payCard()
    const looks = [page, `${page}/cancel`, `${page}/fail`, `${page}/approve`, `${page}/approve?pg_token=`]
    for (const address of looks)
      for (const method of ['GET', 'HEAD']) expect((await see(address, method)).status).toBe(200)
    expect(await state(page)).toEqual([{ state: 'requested', tid: null }])
  })

  it('lets a look at the landing address pay nothing, and a visit pay once', async () => {
    const page = await payCard()
    const landing = await confirmed(page)
    await see(landing, 'HEAD')
    expect(await balance()).toBe('0원')
    const both = await Promise.all([see(landing), see(landing)])
    expect(both.some(({ html }) => html.includes('10,000원을 충전했어요'))).toBe(true)
    expect((await see(landing)).html).toContain('10,000원을 충전했어요')
    expect((await see(page)).html).toContain('10,000원을 충전했어요')
    expect(await balance()).toBe('10,000원')
  })

  it('believes no forged landing, and still takes the true one', async () => {
    const page = await payCard()
    const landing = await confirmed(page)
    const forged = await see(`${page}/approve?pg_token=0123456789abcdef`)
    expect(forged.html).toContain('결제가 확인되지 않았어요')
    expect(await balance()).toBe('0원')
    expect((await see(landing)).html).toContain('10,000원을 충전했어요')
    expect(await balance()).toBe('10,000원')
  })

  it('offers to pay again after the payer changed their mind', async () => {
    const page = await payCard()
    await see(page, 'POST')
    const cancelled = await see(`${page}/cancel`)
    expect(cancelled.html).toContain('결제를 취소했어요')
    expect(cancelled.html).toContain('다시 결제하기')
    expect((await payInBrowser(page)).text).toContain('10,000원을 충전했어요')
    expect((await see(`${page}/cancel`)).html).toContain('10,000원을 충전했어요')
  })

  it('says that KakaoPay is out of reach, and works when it is back', async () => {
    const page = await payCard()
    if (!library.simulator) throw new Error('no simulator')
    library.simulator.mischief.kakaoPay.ready = '500'
    const out = await see(page, 'POST')
    library.simulator.mischief.kakaoPay.ready = 'ok'
    expect(out.html).toContain('카카오페이와 연결되지 않았어요')
    expect((await payInBrowser(page)).text).toContain('10,000원을 충전했어요')
  })

  it('takes a payment whose answer KakaoPay lost, and charges nothing for one it declined', async () => {
    if (!library.simulator) throw new Error('no simulator')
    const { kakaoPay } = library.simulator.mischief
    kakaoPay.approve = 'lost-answer'
    expect((await payInBrowser(await payCard())).text).toContain('10,000원을 충전했어요')
    kakaoPay.approve = 'declined'
    expect((await payInBrowser(await payCard())).text).toContain('청구되는 돈은 없어요')
    kakaoPay.approve = '500'
    const page = await payCard()
    const landing = await confirmed(page)
    expect((await see(landing)).html).toContain('결제를 확인하고 있어요')
    kakaoPay.approve = 'ok'
    expect((await payInBrowser(await payCard())).text).toContain('10,000원을 충전했어요')
    expect(await balance()).toBe('20,000원')
  })

  it('is over a day after it was asked for', async () => {
    const page = await payCard()
    library.clock.advanceDays(1.001)
    const { html } = await see(page)
    expect(html).toContain('시간이 지난 결제예요')
    expect(html).not.toContain('<form')
    expect((await see(page, 'POST')).html).toContain('시간이 지난 결제예요')
  })
})
