import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { demand } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import type { Check } from '../queries/checks.ts'
import { changeCheck, keepWords, noteStep, type Setting, type Writer, writerId } from '../recording.ts'
import { type FieldChange, tables } from '../tables.ts'

/** How a measure is to be checked. Towns by key. */
interface CheckInput {
  readonly startsOn: Day
  readonly towns: readonly string[]
  readonly comparisonTowns: readonly string[]
  /** By how many percent waits are to become shorter. */
  readonly expectedDrop?: number | undefined
  readonly topicId?: Id<'topic'> | undefined
}

export interface NewCheck extends Partial<CheckInput> {
  /** What the measure is called. */
  readonly title: string
  readonly measureId: Id<'measure'>
  readonly target: { readonly interfaceId: Id<'interface'> } | { readonly gapId: Id<'gap'> }
  readonly startsOn: Day
}

/**
 * Plans the check of a measure at its target, once: where there is one already, its id comes back. A measure that has begun
 * is running. Throws Forbidden, Invalid (`comparisonTowns`).
 */
export async function planCheck(
  tx: Tx,
  actor: Writer,
  { today, demo }: Setting,
  { title, measureId, target, startsOn, ...input }: NewCheck,
): Promise<Id<'effectCheck'>> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  const { towns = [], comparisonTowns = [], expectedDrop, topicId } = input
  demandOthers({ towns, comparisonTowns })
  const column = 'gapId' in target ? 'gap_id' : 'interface_id'
  const targetId = 'gapId' in target ? target.gapId : target.interfaceId
  const known = await tables(tx)
    .selectFrom('effect_check')
    .select('id')
    .where('measure_id', '=', measureId)
    .where(column, '=', targetId as never)
    .executeTakeFirst()
  if (known) return known.id
  const id = newId<'effectCheck'>()
  await tables(tx)
    .insertInto('effect_check')
    .values({
      id,
      title: title.slice(0, 400),
      measure_id: measureId,
      interface_id: 'interfaceId' in target ? target.interfaceId : null,
      gap_id: 'gapId' in target ? target.gapId : null,
      topic_id: topicId ?? null,
      starts_on: startsOn,
      towns: [...towns],
      comparison_towns: [...comparisonTowns],
      expected_drop: expectedDrop ?? null,
      state: startsOn <= today ? 'running' : 'planned',
      verdict: null,
      release_id: null,
      public_release_id: null,
      told_on: null,
      told_by: null,
      confirmed_on: null,
      confirmed_by: null,
      note: null,
      simulated: demo,
      version: 1,
      created_at: sql<Date>`now()`,
      changed_at: sql<Date>`now()`,
      changed_by: writerId(actor),
    })
    .execute()
  await keepWords(tx, id, title)
  await noteStep(tx, actor, id, { event: 'planned' })
  return id
}

/**
 * Changes start, places, comparison and expectation. From the start of the measure on they are fixed: otherwise somebody
 * could try comparisons until one fits. Who changes them then says why, and the reason stands beside the verdict; once a
 * verdict was told they stay. Throws Conflict (`steering-effect-told`), Invalid, ChangedMeanwhile, Forbidden.
 */
export async function describeCheck(
  tx: Tx,
  actor: Writer,
  { today }: Setting,
  check: Check,
  input: CheckInput & { readonly reason?: string | undefined },
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  if (check.state === 'told') throw new Conflict('steering-effect-told')
  demandOthers(input)
  refuseTraces({ reason: input.reason }, 'record')
  const changes = differences([
    ['startsOn', check.startsOn, input.startsOn],
    ['towns', check.towns.join(', '), input.towns.join(', ')],
    ['comparisonTowns', check.comparisonTowns.join(', '), input.comparisonTowns.join(', ')],
    ['expectedDrop', text(check.expectedDrop), text(input.expectedDrop)],
  ])
  if (changes.length === 0 && (input.topicId ?? check.topicId) === check.topicId) return
  const begun = check.state === 'running'
  // What runs does not go back to being planned, where everything may be changed.
  if (begun && input.startsOn > today) throw new Invalid([{ field: 'startsOn', code: 'steering-effect-in-future' }])
  if (begun && changes.length > 0 && !input.reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  const begins = !begun && input.startsOn <= today
  await changeCheck(
    tx,
    actor,
    check,
    {
      starts_on: input.startsOn,
      towns: [...input.towns],
      comparison_towns: [...input.comparisonTowns],
      expected_drop: input.expectedDrop ?? null,
      ...(input.topicId && { topic_id: input.topicId }),
      state: begun || begins ? 'running' : 'planned',
    },
    { event: begins ? 'begun' : 'described', changes, note: begun ? input.reason : undefined },
  )
}

/** Notes that the measure began, on the day it did. Throws Conflict (`steering-effect-not-from-here`), ChangedMeanwhile. */
export async function beginCheck(tx: Tx, actor: Writer, { today }: Setting, check: Check, on: Day): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  if (check.state !== 'planned') throw new Conflict('steering-effect-not-from-here')
  if (on > today) throw new Invalid([{ field: 'startsOn', code: 'steering-effect-in-future' }])
  const changes = differences([['startsOn', check.startsOn, on]])
  await changeCheck(tx, actor, check, { state: 'running', starts_on: on }, { event: 'begun', changes })
}

/** What takes part cannot be compared with, and a comparison needs something that it is a comparison to. */
function demandOthers({ towns, comparisonTowns }: Pick<CheckInput, 'towns' | 'comparisonTowns'>): void {
  if (comparisonTowns.length === 0) return
  if (towns.length === 0) throw new Invalid([{ field: 'comparisonTowns', code: 'steering-effect-name-towns' }])
  if (comparisonTowns.some((town) => towns.includes(town)))
    throw new Invalid([{ field: 'comparisonTowns', code: 'steering-effect-takes-part' }])
}

const text = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

function differences(fields: readonly (readonly [string, string | null, string | null])[]): readonly FieldChange[] {
  return fields.flatMap(([field, before, after]) =>
    (before || null) === (after || null) ? [] : [{ field, before: before || null, after: after || null }],
  )
}
