import { type ReadForm, readForm, usualLimit } from '../body.ts'
import { comesFromHere, isTokenOf } from '../csrf.ts'
import type { FormValues } from '../request.ts'
import type { FormOptions } from '../routes.ts'
import { Forged } from './failures.tsx'
import type { GateContext, House } from './house.ts'
import type { Visit } from './visit.ts'

/** A form as it arrived. */
export interface Sent extends ReadForm {
  /** The token of the page it was sent from, when the token holds. */
  readonly token: string | undefined
}

/** Name of the field that carries the token of the page. */
const tokenField = 'csrf'

/**
 * Reads a form that was sent: refused before its body is read when the browser says that it comes from another site
 * (Forged), and over the limit of the route. Whether its token holds is for the caller to see: a token under an earlier
 * session comes from a page of ours that was open too long, and what was typed there must not be lost.
 */
export async function readSent(
  house: House,
  c: GateContext,
  visit: Visit,
  options: FormOptions,
  cookieSecret: string | undefined,
): Promise<Sent> {
  if (!comesFromHere(c.req.raw.headers, originsOf(house, c, visit))) throw new Forged()
  const { values, files } = await readForm(c.req.raw, options.limit ?? usualLimit)
  const { [tokenField]: token, ...typed } = values
  const holds = typeof token === 'string' && cookieSecret !== undefined && isTokenOf(cookieSecret, token)
  return { values: typed, files, token: holds ? token : undefined }
}

/** This installation's origin, the tenant's own, and the one by which this request reached us. */
function originsOf(house: House, c: GateContext, visit: Visit): string[] {
  const host = c.req.header('host')
  const scheme = house.secure ? 'https' : 'http'
  return [house.origin, visit.tenant.origin, host ? `${scheme}://${host}` : null].filter((origin) => origin !== null)
}

/** Without what is never shown again and never kept: fields that the route calls secret, and passwords by any name. */
export function withoutSecrets(values: FormValues, options: FormOptions): FormValues {
  const secret = (name: string) => options.secret?.includes(name) || /passwor[dt]|secret|token/i.test(name)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret(name)))
}
