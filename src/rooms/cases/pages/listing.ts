import { isId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { languageTags } from '../../../platform/i18n/index.ts'
import { findSearch } from '../../people/index.ts'
import { type Phase, phases } from '../domain/phases.ts'
import { type CaseloadFilter, type DueFilter, dueFilters } from '../queries/caseload.ts'

/** What narrows the list in its address. */
export const caseloadParameters = [
  'mine',
  'nobody',
  'state',
  'phase',
  'due',
  'place',
  'language',
  'reference',
  'quiet',
  'search',
] as const

/** Everything an address may ask of the list. */
export function filterOf(query: URLSearchParams): CaseloadFilter {
  const phase = query.get('phase') as Phase | null
  const due = query.get('due') as DueFilter | null
  const place = query.get('place')
  const language = query.get('language')
  const reference = query.get('reference')?.trim().toUpperCase()
  return {
    mine: query.get('mine') === 'yes',
    state: query.get('state') === 'closed' ? 'closed' : 'open',
    nobodys: query.get('nobody') === 'yes',
    quiet: query.get('quiet') === 'yes',
    ...(phase && phases.includes(phase) && { phase }),
    ...(due && dueFilters.includes(due) && { due }),
    ...(place && isId(place) && { municipalityId: place }),
    ...(language && (languageTags as readonly string[]).includes(language) && { language }),
    ...(reference && { reference: reference.slice(0, 40) }),
  }
}

/** The name that the search in the address looks for; undefined without one, and for one that is over. */
export async function nameSought(tx: Tx, actor: Actor, query: URLSearchParams): Promise<string | undefined> {
  const search = query.get('search')
  return search && isId(search) ? ((await findSearch(tx, actor, search))?.familyName ?? undefined) : undefined
}
