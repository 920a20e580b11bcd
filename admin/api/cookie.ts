/** The cookie in which a browser keeps its sign-in. */
import type { CookieOptions, Request, Response } from 'express'

export type SessionCookie = {
  read(request: Request): string | null
  set(response: Response, token: string, endsAt: string, now: Date): void
  clear(response: Response): void
}

/** `isPlain`: this machine without TLS, in development only. Everywhere else a browser sends it over TLS, to this host alone. */
export function sessionCookie(isPlain: () => boolean): SessionCookie {
  const nameOf = () => (isPlain() ? 'desk' : '__Host-desk')
  const traits = (): CookieOptions => ({ httpOnly: true, secure: !isPlain(), sameSite: 'strict', path: '/' })
  return {
    read: (request) => cookieIn(request.headers.cookie ?? '', nameOf()),
    set(response, token, endsAt, now) {
      response.cookie(nameOf(), token, { ...traits(), maxAge: Math.max(0, Date.parse(endsAt) - now.getTime()) })
    },
    clear(response) {
      response.clearCookie(nameOf(), traits())
    },
  }
}

function cookieIn(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && /^[\w-]{20,100}$/.test(value)) return value
  }
  return null
}

/** May the cookie go without TLS to where this house is reached. */
export function isPlainPlace(publicUrl: string, isProduction: boolean): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return !isProduction && protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
