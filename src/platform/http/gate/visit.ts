import { NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import type { Tenant } from '../../database/index.ts'
import { isLocale, type Locale, referenceLocale, staffLocales } from '../../i18n/index.ts'
import { newToken } from '../../identity/tokens.ts'
import { readCookie, writeCookie } from '../cookies.ts'
import type { GateContext, House } from './house.ts'
import { pathBelow } from './page.tsx'

/** Where in the hono router the key of the tenant stands. No route may use the name. */
export const tenantParam = '_tenant'

/** A request as far as it can be understood before anybody is known. */
export interface Visit {
  readonly tenant: Tenant
  readonly params: Readonly<Record<string, string>>
  readonly url: URL
  /** Below the tenant, without query. */
  readonly path: string
  /** Token of the session's cookie, whether or not it still holds. */
  readonly token: string | undefined
  readonly locale: Locale
}

/** The tenant is under its emergency lock. */
export class Locked extends Error {
  override name = 'Locked'
}

/** Throws NotFound when there is no such tenant, Locked when it is closed to everybody, and NotFound when an id in the address is none. */
export async function openVisit(house: House, c: GateContext): Promise<Visit> {
  const { [tenantParam]: key = '', ...params } = c.req.param() as Record<string, string>
  const tenant = await house.tenants.find(key)
  if (!tenant) throw new NotFound('tenant')
  const url = new URL(c.req.url)
  const locale = localeOf(house, c)
  Object.assign(c.get('seen'), { tenant, locale })
  if (tenant.lockedAt) throw new Locked()
  // No column could hold it, so there is no such record.
  if (Object.values(params).some((value) => value.includes('\0'))) throw new NotFound('NUL')
  if (params['id'] !== undefined && !isId(params['id'])) throw new NotFound('not an id')
  const token = readCookie(c, 'session', house.secure, tenant.key)
  return { tenant, params, url, path: pathBelow(url.pathname, tenant.key), token, locale }
}

/** The language before anybody is known: chosen here before, else the browser's first that staff pages exist in. */
function localeOf(house: House, c: GateContext): Locale {
  const chosen = readCookie(c, 'language', house.secure)
  if (chosen && isLocale(chosen)) return chosen
  const wanted = (c.req.header('accept-language') ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return (
    wanted.find((locale): locale is 'de' | 'en' => staffLocales.some((known) => known === locale)) ?? referenceLocale
  )
}

/** The secret of this browser before sign-in; a new one is given to a browser that has none. */
export function visitSecret(house: House, c: GateContext): string {
  const there = readCookie(c, 'visit', house.secure)
  if (there) return there
  const made = newToken()
  writeCookie(c, 'visit', made, house.secure)
  return made
}

/** `?lang=en` on any page: the language to remember, and the address without it. */
export function languageSwitch(visit: Visit): { locale: 'de' | 'en'; to: string } | undefined {
  const wanted = visit.url.searchParams.get('lang')
  const locale = staffLocales.find((known) => known === wanted)
  if (!locale) return undefined
  const query = new URLSearchParams(visit.url.search)
  query.delete('lang')
  return { locale, to: visit.url.pathname + (query.size > 0 ? `?${query}` : '') }
}
