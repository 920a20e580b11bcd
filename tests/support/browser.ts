/** A real browser for the tests: the system's Chromium, a profile of its own, and a note of everything that goes wrong in it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

const places = ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
  ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
)

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

function cameraFlags(film: string): string[] {
  const pretended = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
  return [...pretended, `--use-file-for-fake-video-capture=${film}`]
}

export type Browser = {
  readonly page: Page
  /** Page errors, console errors, requests that failed or were answered with 400 and above. */
  readonly troubles: readonly string[]
  /** What opens in a new tab when this is done. */
  newTab(open: () => Promise<void>): Promise<Page>
  close(): Promise<void>
}

type BrowserOptions = {
  readonly width?: number
  readonly height?: number
  readonly scale?: number
  /** A film that its camera sees; without one it has no camera. */
  readonly camera?: string
}

/** Throws with the line that installs a browser when there is none. */
export async function openBrowser({
  width = 1280,
  height = 900,
  scale = 1,
  camera,
}: BrowserOptions = {}): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place))
  if (!executablePath)
    throw new Error('No Chromium to test with: apt-get install -y --no-install-recommends chromium fonts-noto-cjk')
  const profile = mkdtempSync(join(tmpdir(), 'chaekbang-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: camera ? [...flags, ...cameraFlags(camera)] : flags,
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
  })
  context.setDefaultTimeout(30_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const troubles: string[] = []
  note(context, troubles)
  return {
    page,
    troubles,
    async newTab(open) {
      const [tab] = await Promise.all([context.waitForEvent('page'), open()])
      return tab
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

function note(context: BrowserContext, troubles: string[]): void {
  context.on('weberror', (error) => troubles.push(`page: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('requestfailed', (request) => {
    troubles.push(`request: ${request.url()} ${request.failure()?.errorText ?? ''}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`request: ${response.url()} answered ${response.status()}`)
  })
}
