import type { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { Actor } from './actor.ts'

/** What a room keeps about persons, per controller: to export, to hold back from deletion, to erase. */
export interface PersonalData {
  /** Everything of the person that the actor's controller keeps in this room, by name of the part; readable for a machine. */
  readonly export: (tx: Tx, actor: Actor, person: Id<'person'>) => Promise<Readonly<Record<string, unknown>>>
  /** The form of `export`, for programs that take a copy over (Art. 20 GDPR). Words for people: `<room>.data.…` in its messages. */
  readonly schema: z.ZodType
  /** Reasons that forbid erasure for now, as keys of messages, with the last day on which they hold; null: until further notice. */
  readonly holds: (
    tx: Tx,
    actor: Actor,
    person: Id<'person'>,
  ) => Promise<readonly { reason: string; until: Day | null }[]>
  /**
   * Organisations of another controller to which it passed and what they find it under: they are told of corrections, erasures
   * and restrictions (Art. 19 GDPR).
   */
  readonly recipients?: (tx: Tx, actor: Actor, person: Id<'person'>) => Promise<readonly Recipient[]>
  /** Removes it all and returns the number of rows. Higher rooms come first; nothing may refer to the person afterwards. */
  readonly erase: (tx: Tx, actor: Actor, person: Id<'person'>) => Promise<number>
}

export interface Recipient {
  readonly organisationId: Id<'organisation'>
  /** Where the recipient finds what it received, below the tenant: `/handovers/<id>`. */
  readonly path: string | null
  /** The Aktenzeichen under which it passed. */
  readonly reference: string | null
  readonly passedOn: Day
}

/** What a room keeps about persons, with the key of the room. */
export interface PersonalDataOfRoom extends PersonalData {
  readonly room: string
}
