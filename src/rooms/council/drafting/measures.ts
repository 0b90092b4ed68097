import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  getSnapshot,
  listConcepts,
  listMeasures,
  type MeasureState,
  measureStatesOn,
  type SnapshotMeasure,
  snapshotOn,
} from '../../measures/index.ts'
import type { Basis, ReportMeasure, ReportState } from './domain/material.ts'

export interface MeasuresWanted {
  readonly day: Day
  /** Day of the last report; null: nothing to compare with. */
  readonly before: Day | null
  /** Null: the register on the day. */
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
  wanted: MeasuresWanted,
): Promise<{ readonly measures: readonly ReportMeasure[]; readonly basis: Basis }> {
  const { day, before, publicOnly } = wanted
  const reader = publicOnly ? null : actor
  const { rows } = await listMeasures(tx, reader, {}, { limit: most }, day)
  const now = new Map(rows.map((row) => [row.id as string, row]))
  const then = new Map(before ? (await measureStatesOn(tx, reader, before)).map((one) => [one.id as string, one]) : [])
  const beforeOf = (id: string): ReportState | null => {
    const one = then.get(id)
    return one ? reportState(one.state, one.stalled) : null
  }
  if (wanted.snapshotId) {
    const snapshot = await getSnapshot(tx, actor, wanted.snapshotId)
    const concepts = new Map((await listConcepts(tx, reader)).map((one) => [one.shortTitle ?? one.title, one.key]))
    // What was public then and is not now stays inside.
    const shown = snapshot.content.measures.filter((one) => !publicOnly || (one.isPublic && now.has(one.id)))
    return {
      basis: { kind: 'snapshot', name: snapshot.title, takenOn: snapshot.referenceDay },
      measures: shown.map((one) => ({
        key: one.id,
        number: one.number,
        title: one.title,
        state: reportState(one.state, one.stalled),
        since: one.since,
        reason: one.reason,
        fields: one.fields,
        concepts: one.concepts.flatMap((name) => concepts.get(name) ?? []),
        centreRole: one.centreRole,
        responsible: one.responsible,
        throughKim: one.kimLinked,
        plannedFrom: now.get(one.id)?.plannedFrom ?? null,
        nextStep: nextStepOf(one),
        before: beforeOf(one.id),
      })),
    }
  }
  const reports = new Map((await snapshotOn(tx, actor, day))?.content.measures.map((one) => [one.id, one]))
  const measures = (await measureStatesOn(tx, reader, day)).flatMap((held): ReportMeasure[] => {
    const row = now.get(held.id)
    if (!row) return []
    const reported = reports.get(held.id)
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
        plannedFrom: row.plannedFrom,
        nextStep: reported ? nextStepOf(reported) : null,
        before: beforeOf(held.id),
      },
    ]
  })
  return { basis: { kind: 'register' }, measures }
}

/** What an office says comes next, as it was approved with a snapshot; nothing where nothing was said. */
function nextStepOf({ report }: SnapshotMeasure): ReportMeasure['nextStep'] {
  return report?.next ? { text: report.next, asOf: report.asOf } : null
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
