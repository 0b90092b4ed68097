import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { Block, Source } from './model.ts'

/**
 * A section that a room adds to the reports of the council. The report names what it is about; it never learns which room
 * answers. A section that has nothing to say returns null and leaves no trace.
 */
export interface PaperSection {
  /** Begins with the key of the room: `insight.delays`. */
  readonly key: string
  /** Place among the others: occasion 10, state of the measures 20, review 60, outlook 90. */
  readonly order: number
  readonly compose: (request: PaperSectionRequest) => Promise<PaperSectionContent | null>
}

export interface PaperSectionRequest {
  readonly tx: Tx
  readonly actor: Actor
  /** The day on which everything is counted. */
  readonly referenceDay: Day
  /** For whom figures must be fit: papers of a public meeting are public. */
  readonly audience: 'steering' | 'public'
}

export interface PaperSectionContent {
  readonly heading: string
  readonly blocks: readonly Block[]
  /** Numbered from 1 within the section; the report gives them their numbers. */
  readonly sources: readonly Source[]
}
