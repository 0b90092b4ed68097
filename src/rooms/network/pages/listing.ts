import { type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { type Listing, listStates, pageSize } from '../queries/listing.ts'

/** What the address of a list asks for; whatever is not understood is left out. */
export function readListing<const Sort extends string>(
  query: URLSearchParams,
  sorts: readonly Sort[],
): Listing<Sort> & { readonly page: number } {
  const sort = oneOf(query, 'sort', sorts)
  const state = oneOf(query, 'state', listStates)
  const page = pageNumber(query)
  const text = query.get('q')?.trim().slice(0, 100)
  return {
    page,
    offset: (page - 1) * pageSize,
    limit: pageSize,
    descending: query.get('order') === 'down',
    ...(sort && { sort }),
    ...(state && { state }),
    ...(text && { text }),
  }
}

/** The value of a parameter, when it is one of those there are. */
export function oneOf<const Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = query.get(name)
  return values.find((value) => value === given)
}

/** A parameter that is `yes` or `no`. */
export function yesOrNo(query: URLSearchParams, name: string): boolean | undefined {
  const given = oneOf(query, name, ['yes', 'no'])
  return given === undefined ? undefined : given === 'yes'
}

/** A filter by key; empty means none. */
export const keyIn = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined

/** Where and when a request writes. */
export const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>) => ({
  today: clock.today(),
  demo: tenant.demo,
})
