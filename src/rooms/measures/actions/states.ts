import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { notifySubscribers } from '../../../platform/subscriptions/index.ts'
import { tables } from '../access.ts'
import type { MeasureState } from '../domain/kinds.ts'
import { type StateIssue, stateIssue } from '../domain/states.ts'
import { correctionOf, type NewState, presentOf, type StateRow, stateOn } from '../domain/timeline.ts'
import { getMeasure } from '../queries/measures.ts'
import { statesOf } from '../queries/states.ts'
import { advance, noteVersions, type Setting } from '../recording.ts'

export interface StateInput {
  readonly state: MeasureState
  /** Does not get on (stockt); only while it is adopted, planned or running, and with a reason. */
  readonly stalled?: boolean
  readonly since: Day
  readonly reason?: string | undefined
  /** The version that the person saw; absent: whatever there is. */
  readonly version?: number | undefined
}

/**
 * Enters a new state of a measure, or that it stalls or gets on again, from a day on. Throws Invalid with the code of what
 * does not fit (`stateIssue`), ChangedMeanwhile when somebody else changed the measure since `version`.
 */
export async function changeState(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  input: StateInput,
): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  await advance(tx, actor, 'measure', [id], input.version)
  await enterStates(tx, actor, setting, [id], input)
  await noteVersions(tx, actor, setting, {
    kind: 'measure',
    ids: [id],
    event: 'state-changed',
    details: { state: input.state, since: input.since, stalled: input.stalled ?? false },
  })
}

/** The part of `changeState` that changes in bulk share; the measures are locked already. */
export async function enterStates(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  ids: readonly Id<'measure'>[],
  input: StateInput,
): Promise<void> {
  for (const id of ids) {
    const rows = await statesOf(tx, id)
    const next: NewState = {
      state: input.state,
      stalled: input.stalled ?? false,
      since: input.since,
      reason: input.reason ?? null,
    }
    const issue = stateIssue(presentSegment(rows, setting.today), next, setting.today)
    if (issue) throw new Invalid([issueAt(issue)])
    await append(tx, actor, id, rows, [next])
    await notifySubscribers(tx, { kind: 'measure', id, change: 'state' })
  }
}

/** What is wrong with an entry, at its field of the form. */
export const issueAt = (issue: StateIssue) =>
  issue === 'reason-missing'
    ? { field: 'reason', code: 'required' }
    : { field: issue === 'in-future' || issue === 'too-early' ? 'since' : 'state', code: `measures-${issue}` }

/**
 * Corrects a state that was entered wrongly: the wrong row stays in the history and no longer counts. Any state can be
 * set, with a reason that says why. Throws Invalid with `measures-nothing-before` where the first state would begin later.
 */
export async function correctState(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  input: StateInput & { readonly number: number; readonly reason: string },
): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  await advance(tx, actor, 'measure', [id], input.version)
  const rows = await statesOf(tx, id)
  const wrong = rows.find((row) => row.number === input.number)
  if (!wrong) throw new Invalid([{ field: 'number', code: 'not-an-option' }])
  if (input.since > setting.today) throw new Invalid([{ field: 'since', code: 'measures-in-future' }])
  const added = correctionOf(rows, wrong, {
    state: input.state,
    stalled: input.stalled ?? false,
    since: input.since,
    reason: input.reason,
  })
  if (!added) throw new Invalid([{ field: 'since', code: 'measures-nothing-before' }])
  await append(tx, actor, id, rows, added)
  await noteVersions(tx, actor, setting, {
    kind: 'measure',
    ids: [id],
    event: 'state-corrected',
    details: { number: input.number, state: input.state, since: input.since },
  })
}

function presentSegment(rows: readonly StateRow[], today: Day) {
  const present = stateOn(rows, today)
  if (!present) throw new RangeError('a measure has at least one state')
  return present
}

/** Adds rows, and brings the measure's own row to what then holds. */
async function append(
  tx: Tx,
  actor: Actor,
  id: Id<'measure'>,
  rows: readonly StateRow[],
  added: readonly NewState[],
): Promise<void> {
  const last = Math.max(0, ...rows.map((row) => row.number))
  const numbered = added.map((row, index) => ({ ...row, number: last + 1 + index }))
  await tables(tx)
    .insertInto('measure_state')
    .values(
      numbered.map((row) => ({
        measure_id: id,
        ...row,
        recorded_at: sql<Date>`now()`,
        recorded_by: actor.userId,
      })),
    )
    .execute()
  const present = presentOf([...rows, ...numbered])
  await tables(tx)
    .updateTable('measure')
    .set({
      state: present.state,
      state_since: present.stateSince,
      state_reason: present.stateReason,
      established_on: present.establishedOn,
      stalled_since: present.stalledSince,
      stalled_reason: present.stalledReason,
    })
    .where('id', '=', id)
    .execute()
}
