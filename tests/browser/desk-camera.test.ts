/** A librarian holds a book before the camera of a tablet: its barcode is read, and the book is filled in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openBrowser, type Browser } from '../support/browser.js'
import { filmBarcode } from '../support/camera-film.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

describe('the camera', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-camera-'))
  let visit: Visit
  let tablet: Browser
  let desk: DeskPage
  beforeAll(async () => {
    const film = join(folder, 'book.y4m')
    await filmBarcode('9788936434120', film)
    visit = await openVisit()
    tablet = await openBrowser({ width: 800, camera: film })
    desk = await openDeskPage(tablet.page, visit.house.url)
    const { firstSignIn } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.signsInForTheFirstTime(firstSignIn, 'my-own-password-1')
  })
  afterAll(async () => {
    await tablet.close()
    await visit.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('reads the ISBN of the book it sees', async () => {
    await desk.opens('books/create', '책 등록')
    await desk.presses('카메라')
    await desk.sees('이미 있는 책이에요: 소년이 온다')
    expect(await desk.page.getByLabel('ISBN', { exact: true }).inputValue()).toBe('9788936434120')
    expect(tablet.troubles.filter((trouble) => /^page:|Content Security Policy/.test(trouble))).toEqual([])
  })

  it('says what to do where there is none', async () => {
    const other = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
    await other.signsIn({ email: 'admin@localhost', password: 'my-own-password-1' })
    await other.opens('books/create', '책 등록')
    await other.presses('카메라')
    await other.sees('카메라를 쓸 수 없어요')
    await other.isFitForAll()
  })
})
