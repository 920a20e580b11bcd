/** What a route of the API is: one entry of the one table from which it is served, guarded and described. */
import type { Readable } from 'node:stream'
import type { App } from '../../src/app.js'
import type { OwnLineKind } from '../../src/domain/policy.js'
import type { LibrarianRole } from '../../src/domain/librarian.js'
import type { Problem, ProblemCode } from './problems.js'
import type { z } from './zod.js'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A librarian at work, and the desk's stories as that librarian tells them. */
export type AtWork = NonNullable<Awaited<ReturnType<App['whoIsAtWork']>>>
export type AtDesk = ReturnType<App['by']>

/** A message as a member would get it, with this line of the library's own; drawn by the chat's door. */
export type SampleNotice = (kind: OwnLineKind, line: string) => Promise<unknown>

export type Asked<Params, Query, Body> = {
  readonly app: App
  readonly sampleNotice: SampleNotice
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** What is sent, not read yet. Only of routes that take a file. */
  readonly file: Readable
  /** Who asks. Only of routes for librarians; so is `desk`. */
  readonly who: AtWork
  readonly desk: AtDesk
  /** Which version the edit was made on. */
  readonly seen: string
  /** The token in the cookie, if there is one. */
  readonly token: string | null
  readonly place: string
  readonly requestId: string
}

export type Reply = {
  readonly status: 200 | 201 | 204
  readonly body?: unknown
  /** Instead of a body: a file to keep, as it comes. */
  readonly file?: { readonly name: string; readonly text: AsyncIterable<string> }
  /** Of what was shown, for the next edit. */
  readonly version?: string | number
  /** A sign-in begins, or is over. */
  readonly session?: { readonly token: string; readonly endsAt: string } | 'over'
}

export type Answer = Reply | Problem

type Part = z.ZodObject

type Shape<Params extends Part, Query extends Part, Body extends z.ZodType> = {
  readonly method: Method
  /** As OpenAPI writes it: `/copies/{copyId}`. */
  readonly path: string
  readonly role: 'anyone' | LibrarianRole
  readonly tag: string
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Any bytes, as `application/octet-stream`, instead of a body of JSON. */
  readonly takesFile?: true
  /** Done once per Idempotency-Key, which must be there. */
  readonly isCommand?: true
  /** Needs If-Match. */
  readonly isEdit?: true
  /** Also open to whoever must change the password first. */
  readonly isOpenBefore?: true
  readonly answer: {
    readonly status: Reply['status']
    readonly schema: z.ZodType | null
    readonly hasVersion?: true
    readonly isCsv?: true
  }
  /** Besides those that every route may answer. */
  readonly problems?: readonly ProblemCode[]
}

export type Route = Shape<Part, Part, z.ZodType> & {
  handle(asked: Asked<unknown, unknown, unknown>): Promise<Answer>
}

/** An entry of the table, its parts of one mind: what the schemas let in is what `handle` gets. */
export function route<
  Params extends Part = z.ZodObject<Record<never, never>>,
  Query extends Part = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodType,
>(
  entry: Shape<Params, Query, Body> & {
    handle(asked: Asked<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<Answer>
  },
): Route {
  return entry
}

export function reply(body: unknown, version?: string | number): Reply {
  return { status: 200, body, ...(version === undefined ? {} : { version }) }
}

export const nothing: Reply = { status: 204 }
