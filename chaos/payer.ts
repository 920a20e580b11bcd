/** Somebody who tops up: our pay page, KakaoPay's window, and back, as a browser goes that is reloaded when nothing comes. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.js'
import type { Attempt, History, Told } from './history.js'

const browserPatienceMs = 14_000

/** `page`: the address on the card in the chat; its last part is the key to the payment. */
export async function payInChaos(who: string, page: string, history: History, chance: Chance): Promise<void> {
  const key = new URL(page).pathname.split('/').at(-1) ?? ''
  const window = await openWindow(page, history)
  if (window === null) return
  const how = chance.pick(['confirm', 'confirm', 'confirm', 'confirm', 'quit', 'fail', 'left'])
  if (how === 'left' || how === undefined) return
  const pressed = await fetch(`${window}/${how}`, { method: 'POST', redirect: 'manual' }).catch(() => null)
  const back = pressed?.headers.get('location')
  if (!back || how !== 'confirm') return void (back && (await land(back)))
  const command = history.begin({ who, deed: 'pay', key, about: {} })
  for (let tries = 1; tries <= 4; tries += 1) {
    const isTwice = chance.draw() < 0.2
    const landings = await Promise.all([land(back), ...(isTwice ? [land(back)] : [])])
    for (const landing of landings) {
      command.attempts.push(landing)
      history.count(tries === 1 ? 'pay' : 'pay again', landing.told)
    }
    if (landings.some(({ told }) => told === 'ok' || told === 'refused')) return
    await pause(chance.between(500, 2_000))
  }
}

async function openWindow(page: string, history: History): Promise<string | null> {
  const opened = await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(browserPatienceMs),
  }).catch(() => null)
  const window = opened?.headers.get('location') ?? null
  history.count('pay page', window ? 'ok' : opened ? (opened.status >= 500 ? 'broken' : 'refused') : 'silence')
  return window
}

/** What the page says that KakaoPay brings the payer back to. */
async function land(address: string): Promise<Attempt> {
  const [at, startedAt] = [Date.now(), performance.now()]
  const ms = () => Math.round(performance.now() - startedAt)
  const landed = await fetch(address, { signal: AbortSignal.timeout(browserPatienceMs) }).catch(() => null)
  const html = await landed?.text().catch(() => '')
  if (!landed || !html) return { told: 'silence', outcome: 'no page', at, ms: ms() }
  const title = /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? `HTTP ${landed.status}`
  return { told: toldBy(title), outcome: title, at, ms: ms() }
}

/** By the titles of our own pages. */
function toldBy(title: string): Told {
  if (/충전했어요$/.test(title)) return 'ok'
  if (/돌려드렸어요|되지 않았어요|취소했어요|찾을 수 없는|시간이 지난|탈퇴하셔서|가득 찼어요/.test(title))
    return 'refused'
  // it is being looked into, or KakaoPay is away
  return /확인|연결/.test(title) ? 'left-open' : 'broken'
}
