/** Librarians and their sign-ins. */
import type { LibrarianId } from '../../domain/ids.js'
import type { Librarian, Session } from '../../domain/librarian.js'
import type { Instant } from '../../domain/time.js'

export type Librarians = {
  byEmail(email: string): Promise<Librarian | null>
  byId(id: LibrarianId): Promise<Librarian | null>
  isAnybody(): Promise<boolean>
  /** Somebody else who is a manager and not closed. */
  anotherManager(than: LibrarianId): Promise<LibrarianId | null>
  add(librarian: Librarian, at: Instant): void
  /** Writes the librarian as they are now; only on the version before. */
  change(librarian: Librarian): void
  /** Writes nothing, but only while that one is a manager and not closed. */
  mustStayManager(id: LibrarianId): void
  session(print: string): Promise<{ session: Session; librarian: Librarian } | null>
  /** Only while the librarian works here, with that password. */
  begin(session: Session, passwordHash: string): void
  keepAlive(session: Session): void
  end(print: string): void
  /** Every session of theirs, `but` that one. */
  endAll(librarianId: LibrarianId, but: string | null): void
}
