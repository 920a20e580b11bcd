/** Who asks at the desk: somebody of every kind, with a sign-in that is good, over, made up, or none at all. */
import { caller, librarian, manager, type Caller } from '../support/librarian.js'
import type { CallerKind } from './desk-calls.js'
import type { Town } from './town.js'

export type Callers = {
  cookieOf(who: CallerKind): string | null
  /** Whoever was signed out, closed or turned into somebody else by what was asked gets a successor. */
  freshen(): Promise<void>
  /** The house's numbers are those of the beginning again. */
  resetPolicy(): Promise<void>
}

const forged = `desk=${'x'.repeat(43)}`

export async function openCallers({ product, library }: Town): Promise<Callers> {
  // nobody gets to know the boss, so that somebody can always put things right
  const boss = await manager(product)
  const people = new Map<CallerKind, Caller>()
  let newcomers = 0

  async function newcomer(role: 'manager' | 'librarian'): Promise<Caller> {
    const given = { email: `newcomer${++newcomers}@library.kr`, password: 'given-by-boss-1' }
    await boss.ask('POST', '/librarians', { body: { ...given, name: '새사서', role } })
    const self = caller(product.url)
    await self.signIn(given.email, given.password)
    return self
  }
  async function colleague(): Promise<Caller> {
    const self = await librarian(product, boss)
    const { etag } = await boss.get(`/librarians/${self.id}`)
    await boss.ask('PATCH', `/librarians/${self.id}`, { body: { role: 'manager' }, ifMatch: etag })
    await self.signIn(self.email, self.password)
    return self
  }
  async function gone(): Promise<Caller> {
    const self = await librarian(product, boss)
    const { cookie } = self
    await self.ask('DELETE', '/session')
    self.cookie = cookie
    return self
  }
  const isStill = async (who: CallerKind, role: string) => {
    const self = people.get(who)
    const { body } = self ? await self.get('/session') : { body: null }
    return body?.librarian?.role === role && body.mustChangePassword === (who === 'newcomer')
  }
  return {
    cookieOf: (who) => (who === 'forged' ? forged : (people.get(who)?.cookie ?? null)),
    async freshen() {
      await library.rows('DELETE FROM rate_limits')
      if (!(await isStill('manager', 'manager'))) people.set('manager', await colleague())
      if (!(await isStill('librarian', 'librarian'))) people.set('librarian', await librarian(product, boss))
      if (!(await isStill('newcomer', 'manager'))) people.set('newcomer', await newcomer('manager'))
      if (!people.has('gone')) people.set('gone', await gone())
    },
    async resetPolicy() {
      const { body, etag } = await boss.get('/policy')
      await boss.ask('PATCH', '/policy', { body: body.defaults, ifMatch: etag })
    },
  }
}
