import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/**
 * The cookies of the platform, none of them readable by script. `session`: the token of a sign-in. `visit`: a secret for
 * the token against forged requests before anybody is signed in. `device`: this browser has signed in before.
 */
export type CookieName = 'session' | 'visit' | 'device' | 'language'

const maxAgeSeconds: Readonly<Record<CookieName, number | undefined>> = {
  // Longer than any session, so that a form sent after its end can be told from a forged one and be given back.
  session: 8 * 86_400,
  visit: undefined,
  device: 180 * 86_400,
  language: 365 * 86_400,
}

/**
 * With https the `__Host-` prefix binds a cookie to this host and forbids that another page of the domain plants it.
 * A session belongs to one tenant, and so does its cookie: one browser may be signed in to two districts.
 */
function nameOf(name: CookieName, secure: boolean, tenant?: string): string {
  return `${secure ? '__Host-' : ''}nahtlos-${name}${tenant ? `-${tenant}` : ''}`
}

export function readCookie(context: Context, name: CookieName, secure: boolean, tenant?: string): string | undefined {
  const value = getCookie(context, nameOf(name, secure, tenant))
  return value && /^[\w-]{2,64}$/.test(value) ? value : undefined
}

export function writeCookie(context: Context, name: CookieName, value: string, secure: boolean, tenant?: string): void {
  setCookie(context, nameOf(name, secure, tenant), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: maxAgeSeconds[name],
  })
}

export function dropCookie(context: Context, name: CookieName, secure: boolean, tenant?: string): void {
  deleteCookie(context, nameOf(name, secure, tenant), { path: '/', secure })
}
