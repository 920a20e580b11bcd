/** `사서 …`: who can sign in at the panel, and a new password for whoever has forgotten theirs. */
import type { App } from '../app.js'
import { atCommandLine } from '../domain/deed.js'
import { readEmail } from '../domain/librarian.js'
import { done, notDone, type Command, type Said } from './command.js'

export const librarians: readonly Command[] = [
  {
    words: ['사서 목록', 'librarians list'],
    takes: '',
    does: '로그인할 수 있는 사서를 보여 줘요',
    run: listLibrarians,
  },
  {
    words: ['사서 새비밀번호', 'librarians reset'],
    takes: 'EMAIL',
    does: '비밀번호를 잊은 사서에게 한 번만 쓰는 비밀번호를 만들어 줘요',
    run: resetPassword,
  },
]

const roles = { manager: '관리자', librarian: '사서' } as const

async function listLibrarians(app: App): Promise<Said> {
  const all = await app.librarians()
  return done(
    ...(all.length === 0 ? ['아직 아무도 없어요.'] : []),
    ...all.map(({ email, name, role, isClosed }) =>
      [email, name, roles[role], ...(isClosed ? ['그만둠'] : [])].join(' · '),
    ),
  )
}

async function resetPassword(app: App, [typed, ...more]: readonly string[]): Promise<Said> {
  if (typed === undefined || more.length > 0) return notDone('사서의 이메일 하나를 적어 주세요.')
  const librarian = (await app.librarians()).find(({ email }) => email === readEmail(typed))
  if (!librarian) return notDone(`${typed} 사서는 없어요. ‘사서 목록’에서 볼 수 있어요.`)
  const password = app.newPassword()
  const set = await app.by(atCommandLine).setPassword({ librarianId: librarian.id, password })
  if (!set.ok) return notDone('바꾸지 못했어요. 다시 해 주세요.')
  return done(
    `${librarian.email} 사서의 한 번만 쓰는 비밀번호예요: ${password}`,
    '처음 로그인할 때 새 비밀번호로 바꿔야 해요. 지금까지의 로그인은 모두 끝났어요.',
  )
}
