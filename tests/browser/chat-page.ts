/** The simulator's chat page as a person uses it. Every wait is for something to be seen. */
import type { Locator, Page } from 'playwright-core'
import type { Browser } from '../support/browser.js'

export type ChatPage = {
  /** Opens the chat of another member. */
  goesTo(member: string): Promise<void>
  /** Follows the word that something came for another member, into that chat. */
  isCalledTo(member: string): Promise<void>
  /** Presses the clock's buttons until so many days have gone by. */
  moves(days: number): Promise<void>
  /** Types and sends, and waits for the answer. */
  says(utterance: string): Promise<void>
  /** Taps the latest button, list row or quick reply with this name, and waits for the answer. */
  taps(label: string): Promise<void>
  /** Waits until the latest answer says so. */
  hears(words: string): Promise<void>
  /** Waits until the bot says so by itself, after all else. */
  isPushed(words: string): Promise<void>
  /** Waits until an Alimtalk says so, after all else. */
  getsAlimtalk(words: string): Promise<void>
  /** The latest button, row or quick reply with exactly this name. */
  button(label: string): Locator
  /** Throws when Kakao would not have taken an answer of this chat. */
  obeysKakao(): Promise<void>
}

export async function openChatPage(page: Page, address: string): Promise<ChatPage> {
  await page.goto(address)
  await page.getByTestId('reply').first().waitFor()
  const answers = page.locator('[data-testid=reply], [data-testid=push], [data-testid=alimtalk]')
  const pressable = page.locator('[data-testid=card-button], [data-testid=list-item], [data-testid=quick-reply]')

  /** The answer to this, drawn, with nothing under way any more. */
  async function answered(act: () => Promise<void>): Promise<void> {
    const replies = page.getByTestId('reply')
    const before = await replies.count()
    await act()
    await replies.nth(before).waitFor()
    await page.getByTestId('waiting').waitFor({ state: 'detached' })
  }
  const button = (label: string) => pressable.filter({ hasText: new RegExp(`^${label}$`) }).last()

  return {
    async goesTo(member) {
      await page.getByTestId('member-select').selectOption(member)
      await page.getByTestId('current-member').filter({ hasText: member }).waitFor()
      await page.getByTestId('reply').first().waitFor()
    },
    async isCalledTo(member) {
      await page
        .getByRole('status')
        .filter({ hasText: `${member}님에게 알림이 왔어요` })
        .getByText('보기')
        .click()
      await page.getByTestId('current-member').filter({ hasText: member }).waitFor()
    },
    async moves(days) {
      const steps = [...Array<8>(Math.floor(days / 8)).fill(8), ...Array<1>(days % 8).fill(1)]
      // A button can be pressed again when the clock has moved.
      for (const step of steps) await page.getByTestId(`clock-forward-${step}`).click()
      await page.getByTestId('clock-forward-1').click({ trial: true })
    },
    says: (utterance) =>
      answered(async () => {
        await page.getByTestId('input').fill(utterance)
        await page.getByTestId('input').press('Enter')
      }),
    taps: (label) => answered(() => button(label).click()),
    hears: (words) => answers.last().filter({ hasText: words }).waitFor(),
    isPushed: (words) => answers.last().and(page.getByTestId('push')).filter({ hasText: words }).waitFor(),
    getsAlimtalk: (words) => answers.last().and(page.getByTestId('alimtalk')).filter({ hasText: words }).waitFor(),
    button,
    async obeysKakao() {
      const [breach] = await page.locator('[data-testid=breaches], [data-testid=failed]').allInnerTexts()
      if (breach) throw new Error(breach)
      await page.getByTestId('verdict').filter({ hasText: '모두 규칙에 맞아요' }).waitFor()
    },
  }
}

/** All the way from the latest pay card to the receipt page, in a tab of its own. */
export async function pay(browser: Browser, chat: ChatPage): Promise<void> {
  const tab = await browser.newTab(() => chat.button('카카오페이 결제').click())
  await tab.getByTestId('pay-start').click()
  await tab.getByTestId('pay-confirm').click()
  await tab.getByTestId('pay-title').filter({ hasText: '충전했어요' }).waitFor()
  await tab.close()
}
