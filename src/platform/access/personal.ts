import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { Actor } from './actor.ts'

/** What a room keeps about persons, per controller: to export, to hold back from deletion, to erase. */
export interface PersonalData {
  /** Everything of the person that the actor's controller keeps in this room, by name of the part; readable for a machine. */
  readonly export: (tx: Tx, actor: Actor, person: Id<'person'>) => Promise<Readonly<Record<string, unknown>>>
  /** Reasons that forbid erasure for now, as keys of messages, with the last day on which they hold; null: until further notice. */
  readonly holds: (
    tx: Tx,
    actor: Actor,
    person: Id<'person'>,
  ) => Promise<readonly { reason: string; until: Day | null }[]>
  /** Removes it all and returns the number of rows. Higher rooms come first; nothing may refer to the person afterwards. */
  readonly erase: (tx: Tx, actor: Actor, person: Id<'person'>) => Promise<number>
}

/** What a room keeps about persons, with the key of the room. */
export interface PersonalDataOfRoom extends PersonalData {
  readonly room: string
}
