/** Who is signed in, as react-admin asks for it: the cookie is the browser's own, and no script reads it. */
import type { AuthProvider } from 'react-admin'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { ask, Problem } from './problem.js'

export type Session = components['schemas']['Session']
export type Role = Session['librarian']['role']

const signInPage = '/login'
const ownPasswordPage = '/account'

let known: Session | null = null

/** The session as the house knows it, asked for once a page; throws a `Problem`. */
export async function whoIsIn(): Promise<Session> {
  known ??= (await ask(api.GET('/session'))).data
  return known
}

/** Asked for anew: the password was changed, or the name. */
export function forgetWhoIsIn(): void {
  known = null
}

export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    known = (await ask(api.POST('/session', { body: { email, password } }))).data
    return { redirectTo: known.mustChangePassword ? ownPasswordPage : '/' }
  },
  async logout() {
    const wasIn = known !== null
    known = null
    if (wasIn) await api.DELETE('/session').catch(() => undefined)
    return signInPage
  },
  async checkAuth() {
    await whoIsIn()
  },
  async checkError(error: unknown) {
    if (!(error instanceof Problem)) return
    if (error.code === 'password-must-be-changed')
      throw Object.assign(error, { redirectTo: ownPasswordPage, logoutUser: false })
    if (error.status !== 401) return
    known = null
    throw error
  },
  async getIdentity() {
    const { librarian } = await whoIsIn()
    return { id: librarian.id, fullName: librarian.name }
  },
  async getPermissions(): Promise<Role | null> {
    return whoIsIn().then(
      ({ librarian }) => librarian.role,
      () => null,
    )
  },
}
