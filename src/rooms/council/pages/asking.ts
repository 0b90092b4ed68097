import { type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { pageSize } from '../queries/listing.ts'
import type { Setting } from '../recording.ts'

/** Where and when a request writes and computes. */
export const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  demo: tenant.demo,
  land: tenant.land,
})

/** The value of a parameter, when it is one of those there are. */
export function oneOf<const Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = query.get(name)
  return values.find((value) => value === given)
}

/** The page that an address asks for, from 1, and what to read for it. */
export function pageOf(query: URLSearchParams) {
  const page = pageNumber(query)
  return { page, offset: (page - 1) * pageSize, limit: pageSize }
}

export const textOf = (query: URLSearchParams): string | undefined => query.get('q')?.trim().slice(0, 100) || undefined
