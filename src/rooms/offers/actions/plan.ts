import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Setting } from '../recording.ts'
import { createOffer } from './offers.ts'

/** What is known of an offer that somebody wants and nobody has yet. */
export interface WantedOffer {
  readonly name: string
  readonly summary: string
  /** Key of a life domain. */
  readonly topic: string
  /** Who is to provide it. */
  readonly organisation: Id<'organisation'>
}

/**
 * Adds a wanted offer as planned, for the whole district, with what is usual where nothing was said: registration, free of
 * charge, in German. Whoever is to provide it says the rest. Throws Forbidden and Invalid as createOffer.
 */
export const planOffer = (tx: Tx, actor: Actor, setting: Setting, wanted: WantedOffer): Promise<Id<'offer'>> =>
  createOffer(tx, actor, setting, {
    ...wanted,
    description: undefined,
    costNote: undefined,
    timesNote: undefined,
    accessibilityNote: undefined,
    contactOffice: undefined,
    phone: undefined,
    homepage: undefined,
    state: 'planned',
    reach: [],
    languages: ['de'],
    targetGroups: [],
    booking: 'registration',
    cost: 'free',
  })
