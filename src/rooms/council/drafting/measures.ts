import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { listMeasures, type MeasureState, measureStatesOn } from '../../measures/index.ts'
import type { Basis, ReportMeasure, ReportState } from './domain/material.ts'

export interface MeasuresWanted {
  readonly day: Day
  /** Day of the last report; null: nothing to compare with. */
  readonly before: Day | null
  readonly snapshotId: string | null
  /** Read as the public sees the register. */
  readonly publicOnly: boolean
}

/** More than any register has; the longest list that the register gives. */
const most = 5000

/**
 * The measures of a report with their states on its day: from the register, or from a snapshot where one was chosen. The
 * state on the day of the last report always comes from the register, whose states are never overwritten.
 */
export async function readMeasures(
  tx: Tx,
  actor: Actor,
  { day, before, publicOnly }: MeasuresWanted,
): Promise<{ readonly measures: readonly ReportMeasure[]; readonly basis: Basis }> {
  const reader = publicOnly ? null : actor
  const then = new Map(before ? (await measureStatesOn(tx, reader, before)).map((one) => [one.id as string, one]) : [])
  const { rows } = await listMeasures(tx, reader, {}, { limit: most }, day)
  const byId = new Map(rows.map((row) => [row.id as string, row]))
  const beforeOf = (id: string): ReportState | null => {
    const one = then.get(id)
    return one ? reportState(one.state, one.stalled) : null
  }
  return {
    basis: { kind: 'register' },
    measures: (await measureStatesOn(tx, reader, day)).flatMap((held): ReportMeasure[] => {
      const row = byId.get(held.id)
      if (!row) return []
      return [
        {
          key: held.id,
          number: row.number,
          title: row.title,
          state: reportState(held.state, held.stalled),
          since: held.since,
          reason: held.reason,
          fields: row.fields,
          concepts: row.concepts.map(({ key }) => key),
          centreRole: row.centreRole,
          responsible: row.responsible?.name ?? null,
          throughKim: row.kimLinked,
          plannedFrom: null,
          nextStep: null,
          before: beforeOf(held.id),
        },
      ]
    }),
  }
}

/** What a report tells apart; stalling goes before the state, so that every measure counts once. */
export function reportState(state: MeasureState, stalled: boolean): ReportState {
  return stalled ? 'stalled' : reportStateOf[state]
}

const reportStateOf: Readonly<Record<MeasureState, ReportState>> = {
  proposed: 'planned',
  adopted: 'planned',
  inPlanning: 'planned',
  inProgress: 'running',
  established: 'established',
  completed: 'completed',
  adapted: 'adapted',
  suspended: 'suspended',
  discontinued: 'discontinued',
  notStarted: 'notStarted',
}
