/** What a librarian does, signed: every story tells the audit log who it was, and a command is done once. */
import type { Deed } from '../domain/deed.js'
import type { LetterId, LibrarianId } from '../domain/ids.js'
import { faceOf, type Librarian, type Session } from '../domain/librarian.js'
import type { Day } from '../domain/time.js'
import { auditViews } from '../infra/db/audit-views.js'
import { KeyReused } from '../infra/db/deeds.js'
import { allLibrarians, librarians } from '../infra/db/librarians.js'
import { sheets } from '../infra/db/sheets.js'
import type { RateLimit, RateLimits, Secrets } from '../usecases/gateways.js'
import {
  addFirstLibrarian,
  addLibrarian,
  changeLibrarian,
  changePassword,
  setPassword,
  type AddLibrarianInput,
  type ChangeLibrarianInput,
  type ChangePasswordInput,
  type SetPasswordInput,
} from '../usecases/keep-librarians.js'
import { replayDay } from '../usecases/replay-day.js'
import { resendLetter, resendLetters, resendParked } from '../usecases/resend-letters.js'
import { signIn, signOut, signOutEverywhere, useSession, type AtWork, type SignInInput } from '../usecases/sign-in.js'
import type { RunInTx } from '../usecases/tx.js'
import { bookStories } from './books.js'
import type { Uploads } from '../infra/uploads.js'
import { counterApp, counterViews } from './counter.js'
import { deskApp } from './desk.js'
import type { Imports } from './imports.js'
import { importsAtDesk } from './imports-at-desk.js'
import type { Inside } from './inside.js'
import { keepHouse, type HouseKeeping } from './keep-house.js'
import { pointsApp } from './points.js'

export type DeskParts = {
  readonly inside: Inside
  readonly house: HouseKeeping
  readonly secrets: Secrets
  readonly limits: RateLimits
  readonly imports: Imports
  readonly uploads: Uploads
}

export type FirstSignIn = { readonly email: string; readonly password: string }

export function atDesk({ inside, house, secrets, limits, imports, uploads }: DeskParts) {
  const { sql, runInTx, privacy } = inside
  const look = librarians(sql, () => undefined)
  const audit = auditViews(sql)
  const due = sheets(sql)
  const lookUp = (id: LibrarianId): Promise<Librarian | null> => look.byId(id)
  return {
    /** The desk's stories as that librarian tells them. A command is one story. */
    by(deed: Deed) {
      const signed = signedBy(runInTx, deed)
      const errands = { runInTx: signed, lookUp, secrets, limits }
      // its end comes long after the command was answered
      const tellImport = { begin: signed, end: signedBy(runInTx, { ...deed, command: null }) }
      return {
        ...deskApp({ ...inside, runInTx: signed }),
        ...pointsApp({ ...inside, runInTx: signed }),
        ...counterApp({ ...inside, runInTx: signed }, deed.librarianId),
        ...keepHouse({ ...house, runInTx: signed }),
        ...bookStories(signed),
        ...importsAtDesk(imports, uploads, tellImport),
        resendLetter: (letterId: LetterId) => signed((tx) => resendLetter(tx, { letterId })),
        resendParked: () => resendParked({ runInTx: signed, due }),
        replayDay: (day: Day) => replayDay({ runInTx: signed, due }, day),
        resendLetters: (letterIds: readonly LetterId[]) => signed((tx) => resendLetters(tx, { letterIds })),
        signOut: (session: Session) => signed((tx) => signOut(tx, { session })),
        signOutEverywhere: (librarianId: LibrarianId) => signed((tx) => signOutEverywhere(tx, { librarianId })),
        addLibrarian: (input: AddLibrarianInput) => addLibrarian(errands, input),
        changeLibrarian: (input: ChangeLibrarianInput) => signed((tx) => changeLibrarian(tx, input)),
        setPassword: (input: SetPasswordInput) => setPassword(errands, input),
        changePassword: (input: ChangePasswordInput) => changePassword(errands, input),
      }
    },
    ...counterViews(inside),
    signIn: (input: SignInInput) => signIn({ runInTx, secrets, limits, printOf: privacy.print }, input),
    /** Whose token it is, while that sign-in lasts. */
    async whoIsAtWork(token: string, isAttended: boolean): Promise<AtWork | null> {
      const found = await runInTx((tx) => useSession(tx, secrets.printOf(token), isAttended))
      return found.ok ? found.value : null
    },
    /** Where nobody can sign in yet: the first librarian as configured, or one with a password for once, which is answered. */
    async openDesk(given: FirstSignIn | null): Promise<FirstSignIn | null> {
      const first = given ?? { email: 'admin@localhost', password: secrets.newPassword() }
      const deed: Deed = { door: 'start', librarianId: null, requestId: null, command: null }
      const errands = { runInTx: signedBy(runInTx, deed), secrets }
      if (await look.isAnybody()) return null
      const added = await addFirstLibrarian(errands, { ...first, isForOnce: given === null })
      return added.ok && given === null ? first : null
    },
    newPassword: secrets.newPassword,
    isDeskOpen: () => look.isAnybody(),
    librarians: async () => (await allLibrarians(sql)).map(faceOf),
    async librarian(id: LibrarianId) {
      const found = await lookUp(id)
      return found && faceOf(found)
    },
    auditLines: audit.auditLines,
    /** Counts a use; `null` while that is within the limit. */
    countUse: (bucket: string, limit: RateLimit) => limits.use(bucket, limit),
    /** What stands for a text that must not be kept. */
    printOf: privacy.print,
    /** Did somebody use a command's key for another command. */
    isKeyReused: (error: unknown): boolean => error instanceof KeyReused,
  }
}

/** A second story under one command would be taken for the first when it is told again, so there is none. */
function signedBy(runInTx: RunInTx, deed: Deed): RunInTx {
  let isTold = false
  return (story) => {
    if (isTold && deed.command) throw new Error('one command, one story')
    isTold = true
    return runInTx(story, deed)
  }
}
