import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { frozenRelease } from '../../../insight/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import type { GapKind } from '../domain/states.ts'
import { isOfGap } from '../evidence.ts'
import type { Gap } from '../queries/gaps.ts'
import { changeGap, keepWords, note, type Setting, type Writer, writerId } from '../recording.ts'
import { type FieldChange, tables } from '../tables.ts'

/** What is missing, for whom, where. */
export interface GapInput {
  readonly kind: GapKind
  readonly title: string
  readonly description?: string | undefined
  readonly topic: string
  readonly municipalityId?: Id<'municipality'> | undefined
  readonly targetGroup?: string | undefined
  readonly language?: string | undefined
}

/** Notes a gap as suspected. Throws Forbidden. */
export async function noteGap(
  tx: Tx,
  actor: Writer,
  { today, demo }: Setting,
  input: GapInput,
): Promise<{ readonly id: Id<'gap'>; readonly number: number }> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseTraces({ title: input.title, description: input.description }, 'record')
  const id = newId<'gap'>()
  const number = await nextNumber(tx)
  await tables(tx)
    .insertInto('gap')
    .values({
      id,
      number,
      ...rowOf(input),
      state: 'suspected',
      state_since: today,
      priority: null,
      due_on: null,
      reason: null,
      closed_by_kind: null,
      closed_by_id: null,
      closing_on: null,
      closing_by: null,
      closed_on: null,
      verified_by: null,
      simulated: demo,
      version: 1,
      created_at: sql<Date>`now()`,
      changed_at: sql<Date>`now()`,
      changed_by: writerId(actor),
    })
    .execute()
  await keepWords(tx, { id, title: input.title, description: input.description ?? null })
  await note(tx, actor, { id, version: 1, state: 'suspected', stateBefore: null }, { event: 'noted' })
  return { id, number }
}

/**
 * Says anew what is missing, for whom, where. Once a gap is confirmed its evidence speaks of this topic, place, group and
 * language, so these stay. Throws Invalid (`steering-gap-fixed`), ChangedMeanwhile, Forbidden.
 */
export async function describeGap(tx: Tx, actor: Writer, gap: Gap, input: GapInput): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseTraces({ title: input.title, description: input.description }, 'record')
  const changes = differences([
    ['kind', gap.kind, input.kind],
    ['title', gap.title, input.title],
    ['description', gap.description, input.description],
    ['topic', gap.topic, input.topic],
    ['municipality', gap.municipalityId, input.municipalityId],
    ['targetGroup', gap.targetGroup, input.targetGroup],
    ['language', gap.language, input.language],
  ])
  if (changes.length === 0) return
  const fixed = changes.filter(({ field }) => shownBy.has(field))
  if (gap.state !== 'suspected' && fixed.length > 0)
    throw new Invalid(fixed.map(({ field }) => ({ field: fieldOf[field] ?? field, code: 'steering-gap-fixed' })))
  await changeGap(tx, actor, gap, rowOf(input), { event: 'described', changes })
  await keepWords(tx, { id: gap.id, title: input.title, description: input.description ?? null })
}

/** What evidence speaks of, and how the form calls it. */
const shownBy = new Set(['topic', 'municipality', 'targetGroup', 'language'])
const fieldOf: Readonly<Record<string, string>> = { targetGroup: 'group' }

/**
 * Adds a frozen release as evidence; one that is there already changes nothing. Throws NotFound where the ledger has
 * no release of a gap's figures by this id, ChangedMeanwhile, Forbidden.
 */
export async function addEvidence(tx: Tx, actor: Actor, gap: Gap, releaseId: string): Promise<void> {
  demand(actor, 'steering.prepare')
  if (!isOfGap(await frozenRelease(tx, actor, releaseId))) throw new NotFound(`no figures of a gap ${releaseId}`)
  if ((await keepEvidence(tx, actor, gap.id, [releaseId])) === 0) return
  await changeGap(tx, actor, gap, {}, { event: 'evidence' })
}

async function keepEvidence(tx: Tx, actor: Writer, id: Gap['id'], releases: readonly string[]): Promise<number> {
  if (releases.length === 0) return 0
  const added = await tables(tx)
    .insertInto('gap_evidence')
    .values(
      releases.map((release) => ({
        gap_id: id,
        release_id: release,
        added_at: sql<Date>`now()`,
        added_by: writerId(actor),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return added.reduce((sum, { numInsertedOrUpdatedRows: rows = 0n }) => sum + Number(rows), 0)
}

const rowOf = ({ municipalityId, targetGroup, description, language, ...rest }: GapInput) => ({
  ...rest,
  description: description ?? null,
  municipality_id: municipalityId ?? null,
  target_group: targetGroup ?? null,
  language: language ?? null,
})

/** Those fields that are not what they were. */
function differences(
  fields: readonly (readonly [string, string | null, string | null | undefined])[],
): readonly FieldChange[] {
  return fields.flatMap(([field, before, after = null]) => (before === after ? [] : [{ field, before, after }]))
}

/** The next number; whoever asks at the same time waits here. */
async function nextNumber(tx: Tx): Promise<number> {
  const { last } = await tables(tx)
    .insertInto('gap_counter')
    .values({ id: 1, last: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last: sql`gap_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
