import { dayNumber } from '../../kernel/day.ts'
import type { NeedColumns, NeedQuestion } from './needs.ts'
import { GIVEN_UP, MET, needsOn, needsSelected, STILL_OPEN } from './open.ts'

/** The needs that a question counts, for whoever must know who is behind a figure. */
export interface NeedRecords {
  readonly rows: Int32Array
  /** Those of a topic or a place, by name; null: not known. */
  readonly of: (column: 'topic' | 'place', name: string | null) => Int32Array
  readonly isMet: (row: number) => boolean
  readonly isOpen: (row: number) => boolean
  readonly isGivenUp: (row: number) => boolean
  readonly isArisen: (row: number) => boolean
  /** Unmet days of the period. */
  readonly days: (row: number) => number
}

export function needRecords(needs: NeedColumns, question: NeedQuestion): NeedRecords {
  const view = needsOn(needs, question.period, dayNumber(question.asOf), needsSelected(needs, question.filter))
  const columns = {
    topic: [needs.topicOf, needs.topics],
    place: [needs.placeOf, needs.places],
  } as const
  return {
    rows: view.rows,
    of(column, name) {
      const [codes, names] = columns[column]
      const code = name === null ? -1 : names.indexOf(name)
      return view.rows.filter((row) => codes[row] === code)
    },
    isMet: (row) => view.state[row] === MET,
    isOpen: (row) => view.state[row] === STILL_OPEN,
    isGivenUp: (row) => view.state[row] === GIVEN_UP,
    isArisen: (row) => needs.neededOn[row]! >= view.from,
    days: (row) => view.days[row]!,
  }
}
