/** Plays a scenario month by month: the records of hand-overs as they come, the truth beside them. */
import { lastDayOf } from '../scenario/moment.ts'
import { type Need, needsOf } from './needs.ts'
import { passagesOf } from './passages.ts'
import type { Plan } from './plan.ts'
import { type RecordedPassage, recorder, type Unrecorded } from './records.ts'
import { type Truth, truthCollector } from './truth.ts'

export interface Simulation {
  /** Recorded hand-overs in the order of their offers; read once. Memory holds one month. */
  readonly passages: Iterable<RecordedPassage>
  readonly needs: readonly Need[]
  /** What was planted and what came of it; complete once `passages` was read to its end. @throws Error without `withTruth`. */
  truth(): Truth
}

/** The truth remembers every wait, so it is kept only where it is asked for. */
export function simulate(plan: Plan, options: { readonly withTruth?: boolean } = {}): Simulation {
  const unrecorded: Unrecorded = {
    notYetHappened: 0,
    notYetRecorded: 0,
    silentTown: 0,
    neverConfirmed: 0,
    offerMissing: 0,
  }
  const record = recorder(plan, unrecorded)
  const truth = options.withTruth ? truthCollector(plan) : undefined
  const needs = needsOf(plan, lastDayOf(plan.timeline.last))

  function* play(): Generator<RecordedPassage> {
    for (let month = plan.timeline.first; month <= plan.timeline.last; month++) {
      for (const passage of passagesOf(plan, month)) {
        const recorded = record(passage)
        truth?.add(passage, recorded)
        if (recorded) yield recorded
      }
    }
  }
  return {
    passages: play(),
    needs,
    truth() {
      if (!truth) throw new Error('the truth was not collected')
      return truth.finish(needs, unrecorded)
    },
  }
}
