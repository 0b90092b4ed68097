/** Pages that a list can be asked for; the offset of one further on might be more than a database can count. */
const lastPage = 10_000

/** The page that a query asks for, from 1; 1 where it asks for none or for nonsense. */
export function pageNumber(query: URLSearchParams): number {
  return Math.max(1, Math.min(lastPage, Number.parseInt(query.get('page') ?? '', 10) || 1))
}
