/** The product as `npm start` opens it, in a folder of its own, and a browser at its chat page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse, type House, type HouseOptions } from '../../src/open-house.js'
import { openBrowser, type Browser } from '../support/browser.js'
import { openChatPage, type ChatPage } from './chat-page.js'

export type Visit = {
  readonly house: House
  readonly browser: Browser
  readonly chat: ChatPage
  close(): Promise<void>
}

/** `now`: the house's clock, the real one unless a test brings its own. */
export async function openVisit(now?: () => Date): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-visit-'))
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' })
  const options: HouseOptions = now ? { world: { now } } : {}
  const house = await openHouse(config, openLog(config.logLevel), options)
  const browser = await openBrowser()
  const chat = await openChatPage(browser.page, `${house.url}/simulator/`)
  return {
    house,
    browser,
    chat,
    async close() {
      await browser.close()
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
