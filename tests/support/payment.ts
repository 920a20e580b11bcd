/** A payment, step by step, as the payer's browser takes it. */
import type { DepositState } from '../../src/domain/deposit.js'
import type { DepositId } from '../../src/domain/ids.js'
import type { Library, Visitor } from './library.js'

export type Landing = { readonly status: number; readonly title: string }

/** Asks for so much in the chat and answers the address of our pay page. */
export async function payCard(visitor: Visitor, amountWon: number): Promise<string> {
  const card = await visitor.says(`${amountWon}원 충전`)
  const page = card.buttons.find((button) => button.webLinkUrl)?.webLinkUrl
  if (!page) throw new Error(`no pay card: ${card.text}`)
  return page
}

/** Presses pay on our page: the address of KakaoPay's window, or the page that says why not. */
export async function openWindow(page: string): Promise<{ window: string | null; landing: Landing }> {
  const opened = await fetch(page, { method: 'POST', redirect: 'manual' })
  return { window: opened.headers.get('location'), landing: await landingOf(opened) }
}

/** Presses a button at KakaoPay: the address it sends the payer back to. */
export async function press(window: string | null, button: 'confirm' | 'quit' | 'fail' = 'confirm'): Promise<string> {
  const pressed = await fetch(`${window}/${button}`, { method: 'POST', redirect: 'manual' })
  const back = pressed.headers.get('location')
  if (!back) throw new Error(`KakaoPay sends nobody back: ${pressed.status}`)
  return back
}

export async function land(address: string): Promise<Landing> {
  return landingOf(await fetch(address))
}

/** All the way to the address that KakaoPay sends the payer back to. */
export async function confirmed(visitor: Visitor, amountWon: number): Promise<{ page: string; back: string }> {
  const page = await payCard(visitor, amountWon)
  return { page, back: await press((await openWindow(page)).window) }
}

async function landingOf(response: Response): Promise<Landing> {
  const html = await response.text()
  return { status: response.status, title: /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? '' }
}

export type DepositSeen = { id: DepositId; state: DepositState; tid: string | null; amount_won: number }

/** The deposit behind a pay page. */
export async function depositOf(library: Library, page: string): Promise<DepositSeen> {
  const token = new URL(page).pathname.split('/')[2] ?? ''
  const [deposit] = await library.rows<DepositSeen>(
    'SELECT id, state, tid, amount_won FROM deposits WHERE page_token = ?',
    [token],
  )
  if (!deposit) throw new Error(`no deposit behind ${page}`)
  return deposit
}
