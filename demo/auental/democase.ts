/** A file of the demo before it is loaded: whose it is, which team has it, and what the simulation knows of them. */
import type { Day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { Random } from '../../src/kernel/random.ts'
import type { RecordedPassage } from '../simulator/records.ts'
import type { Drawn } from './households.ts'

export interface DemoCase {
  readonly key: string
  readonly id: Id<'case'>
  readonly reference: string
  /** Key of the team. */
  readonly team: string
  readonly controller: Id<'organisation'>
  /** Number of the person or family in the simulation. */
  readonly person: number
  /** The demo's case manager leads it. */
  readonly managed: boolean
  readonly town: string
  readonly group: string | undefined
  readonly household: readonly Drawn[]
  readonly openedOn: Day
  readonly closedOn: Day | null
  /** Null for what is closed: then the day it was. */
  readonly lastActivityOn: Day | null
  /** In the order of their days. */
  readonly passages: readonly RecordedPassage[]
  readonly random: Random
}

/** The members of the demo in whose names its records stand. */
export interface DemoMembers {
  readonly caseManager: Id<'user'>
  readonly intake: Id<'user'>
  readonly municipality: Id<'user'>
}

/** By which persons of a file are loaded; the first is whose file it is. */
export const personKey = (one: Pick<DemoCase, 'key'>, index: number) => `${one.key}-${index}`
