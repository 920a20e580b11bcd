/** `npm run letters -- …`: how the letters stand, and what a person can do about those that were given up on. */
import { z } from 'zod'
import type { App } from './app.js'
import { atCommandLine } from './domain/deed.js'
import type { LetterId } from './domain/ids.js'
import { withApp } from './with-app.js'

const usage = `이렇게 써 주세요.
  npm run letters -- status               기다리는 편지와 멈춘 편지
  npm run letters -- parked               멈춘 편지와 그 까닭
  npm run letters -- resend 번호          멈춘 편지 한 통을 다시 보내기
  npm run letters -- resend all           멈춘 편지를 모두 다시 보내기
  npm run letters -- replay 2026-11-28    그날 있었던 일을 다시 알리기`

const soon = 'worker가 켜져 있으면 곧 배달돼요.'

/** Parked letters shown at most. */
const shownAtMost = 50

const [command, about] = process.argv.slice(2)
const act = actOf(command, about)
if (!act) {
  console.error(usage)
  process.exit(2)
}

await withApp(async (app) => console.log(await act(app)))

/** What was asked for, or `null` when that cannot be told. */
function actOf(command?: string, about?: string): ((app: App) => Promise<string>) | null {
  if (command === 'status') return status
  if (command === 'parked') return parked
  if (command === 'resend' && about === 'all') return resendAll
  if (command === 'resend' && about) return (app) => resend(app, about as LetterId)
  if (command === 'replay' && z.iso.date().safeParse(about).success) return (app) => replay(app, about ?? '')
  return null
}

async function status(app: App): Promise<string> {
  const reactions = await app.views.lettersWaiting()
  const lines = reactions.map(({ reaction, waiting, parked, oldestWaitingSeconds }) => {
    const oldest =
      waiting > 0 ? ` (가장 오래된 것은 ${Math.round(oldestWaitingSeconds).toLocaleString('ko')}초 전)` : ''
    return `${reaction}: 기다리는 편지 ${count(waiting)}${oldest}, 멈춘 편지 ${count(parked)}`
  })
  const isAnyParked = reactions.some((one) => one.parked > 0)
  return [...lines, ...(isAnyParked ? ['멈춘 까닭은 npm run letters -- parked 로 볼 수 있어요.'] : [])].join('\n')
}

async function parked(app: App): Promise<string> {
  const letters = await app.views.parkedLetters(shownAtMost)
  if (letters.length === 0) return '멈춘 편지가 없어요.'
  const isCut = letters.length === shownAtMost
  return [
    ...letters.map(
      (one) =>
        `${one.letterId}  ${one.reaction}  ${one.eventType}  ${inSeoul(one.happenedAt)}  ${one.attempts}번  ${one.lastError}`,
    ),
    ...(isCut ? [`오래된 것부터 ${count(shownAtMost)}만 보여 드렸어요.`] : []),
    '까닭을 없앤 뒤 다시 보내 주세요: npm run letters -- resend 번호 (모두는 resend all)',
  ].join('\n')
}

async function resend(app: App, letterId: LetterId): Promise<string> {
  const sent = await app.by(atCommandLine).resendLetter(letterId)
  if (sent.ok) return `편지 1통을 다시 보내요. ${soon}`
  process.exitCode = 1
  return {
    'unknown-letter': '그런 편지가 없어요. npm run letters -- parked 에 나온 번호를 적어 주세요.',
    'not-parked': '멈춘 편지가 아니에요. 그대로 두시면 돼요.',
  }[sent.refusals[0].kind]
}

async function resendAll(app: App): Promise<string> {
  return `편지 ${count(await app.by(atCommandLine).resendParked())}을 다시 보내요. ${soon}`
}

async function replay(app: App, day: string): Promise<string> {
  return `${day}에 있었던 일의 편지 ${count(await app.by(atCommandLine).replayDay(day))}을 다시 보내요. 이미 된 일은 두 번 되지 않아요.`
}

function count(letters: number): string {
  return `${letters.toLocaleString('ko')}통`
}

function inSeoul(instant: string): string {
  const format = { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv', format).format(new Date(instant))
}
