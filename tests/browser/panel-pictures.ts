/** Draws the README's pictures of the panel: a library ten days old, as its librarian sees it at noon. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import { openBrowser } from '../support/browser.js'
import { valueOf } from '../support/lines.js'

const names = ['김하늘', '이서준', '박지우', '최도윤', '정하은', '강민준', '윤서아', '임시우', '한지민', '오유진']
const own = 'my-own-password-1'

/** `images`: the folder they go to. */
export async function drawPanel(images: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-panel-'))
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' })
  const house = await openHouse(config, openLog(config.logLevel), {
    world: { now: () => new Date('2026-11-20T03:24:00.000Z') },
  })
  await live(house)

  const { page, close } = await openBrowser({ width: 1280, height: 860 })
  const draw = (name: string) => page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
  await signIn(page, house)
  await page.goto(`${house.url}/admin/today`)
  await page.getByText('지금까지 모두 반영됐어요').first().waitFor()
  await page.waitForLoadState('networkidle')
  await draw('panel-today')

  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${house.url}/admin/board`)
  await page.getByText('윤서아').first().waitFor()
  await draw('panel-board')

  await page.goto(`${house.url}/admin/counter`)
  await page.getByRole('heading', { name: '창구' }).first().waitFor()
  await scan(page, '01055550002')
  await page.getByRole('status').filter({ hasText: '박지우 님' }).waitFor()
  await scan(page, '1030-1')
  await page.getByRole('status').filter({ hasText: '대여' }).waitFor()
  await draw('panel-counter')

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${house.url}/admin/today`)
  await page.getByText('지금까지 모두 반영됐어요').first().waitFor()
  await page.waitForLoadState('networkidle')
  await draw('panel-phone')

  await close()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Ten days: somebody rents every day, some bring back, one does not. */
async function live({ app, url }: House): Promise<void> {
  const books = await app.views.hits(await app.views.popular())
  for (const [place, name] of names.entries()) {
    const guest = { name, phone: `0105555000${place}`, guardian: null, consentVersion: '1' }
    const { id: memberId } = valueOf(await app.registerMember(guest))
    valueOf(await app.takeCash({ memberId, amountWon: 10_000, reason: '현금', commandKey: `cash-${place}` }))
    const book = books[place % books.length]
    if (!book) throw new Error('no book is there')
    const { rental } = valueOf(await app.rentBook({ memberId, bookId: book.bookId, commandKey: null }))
    if (place % 3 === 2) valueOf(await app.returnBook({ memberId, rentalId: rental.id, commandKey: null }))
    if (place < names.length - 1) await nextDay(url)
  }
}

async function nextDay(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const moved = await fetch(`${url}/simulator/api/clock`, { method: 'POST', headers, body: '{"advanceDays":1}' })
  if (!moved.ok) throw new Error(`the clock answered ${moved.status}`)
}

async function signIn(page: Page, { url, firstSignIn }: House): Promise<void> {
  if (!firstSignIn) throw new Error('nobody was made up')
  await page.goto(`${url}/admin/`)
  await page.getByLabel('이메일').fill(firstSignIn.email)
  await page
    .getByLabel(/^비밀번호/)
    .first()
    .fill(firstSignIn.password)
  await page.getByRole('button', { name: '로그인' }).click()
  await page.getByLabel(/^지금 비밀번호/).fill(firstSignIn.password)
  await page.getByLabel(/^새 비밀번호(\s*\*)?$/).fill(own)
  await page.getByLabel(/^새 비밀번호 한 번 더/).fill(own)
  await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
  await page.getByText('비밀번호를 바꿨어요').first().waitFor()
}

async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}
