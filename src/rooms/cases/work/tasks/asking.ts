import { type Stretch, stretches } from './domain.ts'
import type { Whose } from './queries.ts'

/** The list of follow-ups. */
export const followUpsPath = '/follow-ups'

/** What the list of follow-ups is asked for in its address: whose, and until when; null for what is due in the coming week. */
export const askedOf = (query: URLSearchParams): { readonly whose: Whose; readonly stretch: Stretch | null } => ({
  whose: query.get('whose') === 'team' ? 'team' : 'own',
  stretch: stretches.find((one) => one === query.get('due')) ?? null,
})
