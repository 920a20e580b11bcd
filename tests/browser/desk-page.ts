/** The librarian's panel as a person uses it. Every wait is for something to be seen. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from '@jest/globals'
import type { Page } from 'playwright-core'

export type Sign = { readonly email: string; readonly password: string }

export type DeskPage = {
  readonly page: Page
  /** Opens the panel there; waits until its heading says so, when one is named. */
  opens(path: string, heading?: string): Promise<void>
  /** Waits until the panel opens or says why not. */
  signsIn(sign: Sign): Promise<void>
  /** The first sign-in, with the password that was printed, and the own one chosen. Ends on the first page. */
  signsInForTheFirstTime(sign: Sign, chosen: string): Promise<void>
  /** Waits until this is seen somewhere on the page. */
  sees(words: string | RegExp): Promise<void>
  presses(button: string | RegExp): Promise<void>
  types(field: string | RegExp, text: string): Promise<void>
  /** No serious or critical finding by axe, and nothing wider than the window. */
  isFitForAll(): Promise<void>
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** `house`: its address. */
export async function openDeskPage(page: Page, house: string): Promise<DeskPage> {
  await page.goto(`${house}/admin/`)
  // what must be filled in has a star behind its name
  const field = (name: string | RegExp) =>
    page
      .getByLabel(typeof name === 'string' ? new RegExp(`^${name.replace(/[()]/g, '\\$&')}(\\s*\\*)?$`) : name)
      .first()
  const self: DeskPage = {
    page,
    async opens(path, heading) {
      await page.goto(`${house}/admin/${path}`)
      if (heading !== undefined)
        await page
          .getByRole('heading', { name: heading })
          .or(page.locator('#react-admin-title', { hasText: heading }))
          .first()
          .waitFor()
    },
    async signsIn({ email, password }) {
      await field('이메일').fill(email)
      await field('비밀번호').fill(password)
      await page.getByRole('button', { name: '로그인' }).click()
      await page.locator('[role=alert], .RaLayout-content').first().waitFor()
    },
    async signsInForTheFirstTime(sign, chosen) {
      await self.signsIn(sign)
      await self.sees('새 비밀번호를 정해 주세요')
      await field('지금 비밀번호').fill(sign.password)
      await field('새 비밀번호').fill(chosen)
      await field('새 비밀번호 한 번 더').fill(chosen)
      await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
      await self.sees('비밀번호를 바꿨어요')
    },
    sees: (words) => page.getByText(words).first().waitFor(),
    presses: (button) => page.getByRole('button', { name: button }).first().click(),
    types: (name, text) => field(name).fill(text),
    async isFitForAll() {
      await page.evaluate(movingEnds)

      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
      expect(await findings(page)).toEqual([])
    },
  }
  return self
}

/** What fades in or out has ended; what turns for ever is left to turn. */
const movingEnds = `Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => null)))`

type Finding = { id: string; impact: string; help: string; nodes: { html: string }[] }

/** What axe holds serious, each with the first place of it. */
async function findings(page: Page): Promise<string[]> {
  // the page's own policy lets no script in; the browser's tools may
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.evaluate(axe)
  const { violations } = await page.evaluate<{ violations: Finding[] }>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`)
}
