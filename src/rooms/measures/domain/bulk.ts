import type { Day } from '../../../kernel/day.ts'
import type { MeasureState, Priority } from './kinds.ts'
import { type StateIssue, stateIssue } from './states.ts'

/** One change for many measures. Things are named by key; `null` takes away what is there. */
export type BulkChange =
  | { readonly kind: 'state'; readonly state: MeasureState; readonly since: Day; readonly reason: string | null }
  | { readonly kind: 'responsible'; readonly organisation: string | null }
  | { readonly kind: 'addField'; readonly field: string }
  | { readonly kind: 'removeField'; readonly field: string }
  | { readonly kind: 'priority'; readonly priority: Priority | null }
  | { readonly kind: 'addConcept'; readonly concept: string; readonly role: 'origin' | 'continuation' }
  | { readonly kind: 'kim'; readonly linked: boolean }

/** What a change looks at. */
export interface BulkRow {
  readonly state: MeasureState
  readonly stalled: boolean
  readonly since: Day
  readonly responsible: string | null
  readonly fields: readonly string[]
  readonly concepts: readonly string[]
  readonly priority: Priority | null
  readonly kimLinked: boolean
}

/** What would happen to one measure: nothing, a change, or why it cannot be. */
export type BulkEffect = 'changes' | 'unchanged' | StateIssue | 'last-field'

export function effectOf(row: BulkRow, change: BulkChange, today: Day): BulkEffect {
  switch (change.kind) {
    case 'state': {
      if (row.state === change.state && !row.stalled) return 'unchanged'
      return stateIssue(row, { ...change, stalled: false }, today) ?? 'changes'
    }
    case 'responsible':
      return changesIf(row.responsible !== change.organisation)
    case 'addField':
      return changesIf(!row.fields.includes(change.field))
    case 'removeField':
      if (!row.fields.includes(change.field)) return 'unchanged'
      // Counts by field would lose the measure without a word.
      return row.fields.length === 1 ? 'last-field' : 'changes'
    case 'priority':
      return changesIf(row.priority !== change.priority)
    case 'addConcept':
      return changesIf(!row.concepts.includes(change.concept))
    case 'kim':
      return changesIf(row.kimLinked !== change.linked)
  }
}

const changesIf = (differs: boolean): BulkEffect => (differs ? 'changes' : 'unchanged')

/** True for an effect that forbids the whole change: all or nothing. */
export const forbids = (effect: BulkEffect): effect is StateIssue | 'last-field' =>
  effect !== 'changes' && effect !== 'unchanged'
