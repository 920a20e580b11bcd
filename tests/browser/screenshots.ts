/** Draws the README's pictures anew: a rental and what is pushed on a phone, an overdue alert beside the simulator's tools, the panel. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse } from '../../src/open-house.js'
import { root } from '../../src/root.js'
import { openBrowser } from '../support/browser.js'
import { openChatPage, pay } from './chat-page.js'
import { drawPanel } from './panel-pictures.js'

const images = join(root, 'docs/images')
const folder = mkdtempSync(join(tmpdir(), 'chaekbang-pictures-'))
const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' })
const house = await openHouse(config, openLog(config.logLevel), {
  world: { now: () => new Date('2026-11-28T03:24:00.000Z') },
})
mkdirSync(images, { recursive: true })

const phone = await openBrowser({ width: 430, height: 932, scale: 2 })
const chat = await openChatPage(phone.page, `${house.url}/simulator/`)
async function joins(name: string, number: string): Promise<void> {
  for (const said of ['회원가입', '동의하고 가입', name, number, '만원 충전']) await chat.says(said)
  await pay(phone, chat)
  await chat.isPushed('지금 잔액은 10,000원이에요')
}
await joins('김하늘', '010-1234-5678')
await chat.says('아주 작은 습관의 힘 빌려줘')
await chat.says('소년이 온다 있어요?')
await chat.taps('대여하기')
await phone.page.mouse.move(0, 0)
await phone.page.screenshot({ path: join(images, 'chat.png') })

// The tools are at hand on a wide screen only.
await phone.page.setViewportSize({ width: 1280, height: 932 })
await chat.goesTo('이서준')
await joins('이서준', '010-2345-6789')
await chat.says('자존감 수업 빌려줘')
await chat.says('아주 작은 습관의 힘 예약해줘')
await chat.moves(7)
await chat.goesTo('김하늘')
await chat.says('아주 작은 습관의 힘 반납할게요')
await chat.goesTo('이서준')
await chat.isPushed('차례가 됐어요')
await chat.moves(1)
await chat.isPushed('1일 지남')
await phone.page.setViewportSize({ width: 430, height: 1110 })
await phone.page.getByRole('status').waitFor({ state: 'hidden', timeout: 10_000 })
await phone.page.mouse.move(0, 0)
await phone.page.screenshot({ path: join(images, 'notice.png'), animations: 'disabled' })
await phone.close()

const desk = await openBrowser({ width: 1280, height: 920, scale: 1.5 })
const tools = await openChatPage(desk.page, `${house.url}/simulator/`)
await tools.goesTo('김하늘')
await tools.moves(2)
await tools.isPushed('2번째 안내')
await desk.page.getByRole('status').waitFor({ state: 'hidden', timeout: 10_000 })
await desk.page.mouse.move(0, 0)
await desk.page.screenshot({ path: join(images, 'simulator.png') })
await desk.close()

await house.close()
rmSync(folder, { recursive: true, force: true })
await drawPanel(images)
process.exit()
