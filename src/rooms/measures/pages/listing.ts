import { type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { centreRoles } from '../domain/kinds.ts'
import { type MeasureFilter, stateFilters } from '../queries/filter.ts'
import { type MeasurePage, type MeasureSort, measureSorts, pageSize } from '../queries/measures.ts'

/** Names of the parameters that narrow the register, in the order of the form. */
export const filterNames = ['q', 'field', 'state', 'responsible', 'place', 'concept', 'role', 'kim', 'report'] as const

/** What the address of the register asks for; whatever is not understood is left out. `report` is read by the page. */
export function readFilter(query: URLSearchParams): MeasureFilter {
  const text = query.get('q')?.trim().slice(0, 100)
  const state = oneOf(query, 'state', stateFilters)
  const role = oneOf(query, 'role', [...centreRoles, 'any'] as const)
  const key = (name: string) => query.get(name)?.slice(0, 80) || undefined
  const [field, responsible, place, concept, group] = ['field', 'responsible', 'place', 'concept', 'group'].map(key)
  return {
    ...(text && { text }),
    ...(state && { state }),
    ...(role && { role }),
    ...(field && { field }),
    ...(responsible && { responsible }),
    ...(place && { place }),
    ...(concept && { concept }),
    ...(group && { group }),
    ...(query.get('kim') === 'yes' && { kim: true }),
  }
}

/** Order and page that the address asks for. */
export function readPage(query: URLSearchParams): MeasurePage & { readonly page: number; readonly sort: MeasureSort } {
  const page = pageNumber(query)
  return {
    page,
    offset: (page - 1) * pageSize,
    limit: pageSize,
    sort: oneOf(query, 'sort', measureSorts) ?? 'number',
    descending: query.get('order') === 'down',
  }
}

/** The value of a parameter, when it is one of those there are. */
function oneOf<const Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = query.get(name)
  return values.find((value) => value === given)
}

/** Where and when a request writes. */
export const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>) => ({
  today: clock.today(),
  demo: tenant.demo,
})
