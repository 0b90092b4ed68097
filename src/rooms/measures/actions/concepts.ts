import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { fold } from '../../../platform/search/index.ts'
import { tables } from '../access.ts'
import type { ConceptKind } from '../domain/kinds.ts'
import { getConcept } from '../queries/concepts.ts'
import { advance, noteVersions, type Setting, storeRegisterWords } from '../recording.ts'
import { chosenBody, chosenConcept } from './chosen.ts'

export interface ConceptInput {
  readonly title: string
  readonly shortTitle?: string | undefined
  readonly kind: ConceptKind
  readonly summary?: string | undefined
  readonly isPublic: boolean
  readonly commissionedOn?: Day | undefined
  readonly commissionedBy?: string | undefined
  readonly presentedOn?: Day | undefined
  readonly presentedTo?: string | undefined
  readonly adoptedOn?: Day | undefined
  /** Key of a body. */
  readonly adoptedBy?: string | undefined
  readonly resolutionReference?: string | undefined
  readonly resolutionAddress?: string | undefined
  readonly validFrom?: Day | undefined
  readonly validUntil?: Day | undefined
  /** Key of the concept that replaces it. */
  readonly successor?: string | undefined
  /** 36 unless told. */
  readonly reviewAfterMonths?: number | undefined
}

/** Adds a concept; returns its key, made from its short title. */
export async function createConcept(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: ConceptInput,
): Promise<{ readonly id: Id<'concept'>; readonly key: string }> {
  const id = newId<'concept'>()
  const key = await freeKey(tx, input.shortTitle ?? input.title)
  await tables(tx)
    .insertInto('concept')
    .values({
      id,
      key,
      ...(await rowOf(tx, actor, input)),
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'concept', ids: [id], event: 'created' })
  return { id, key }
}

/** Throws ChangedMeanwhile when somebody else changed it since `version`. */
export async function changeConcept(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: ConceptInput,
  version: number,
): Promise<void> {
  const { id } = await getConcept(tx, actor, key)
  if (input.successor === key) throw new Invalid([{ field: 'successor', code: 'not-an-option' }])
  await advance(tx, actor, 'concept', [id], version)
  const row = await rowOf(tx, actor, input)
  await tables(tx).updateTable('concept').set(row).where('id', '=', id).execute()
  await noteVersions(tx, actor, setting, { kind: 'concept', ids: [id], event: 'changed' })
  // The measures are found by the words of their concepts.
  const measures = await tables(tx)
    .selectFrom('measure_concept')
    .select('measure_id')
    .where('concept_id', '=', id)
    .execute()
  await storeRegisterWords(
    tx,
    'measure',
    measures.map((measure) => measure.measure_id),
  )
}

async function rowOf(tx: Tx, actor: Actor, input: ConceptInput) {
  if (input.validFrom && input.validUntil && input.validUntil < input.validFrom)
    throw new Invalid([{ field: 'validUntil', code: 'measures-ends-before' }])
  return {
    kind: input.kind,
    title: input.title,
    short_title: input.shortTitle ?? null,
    summary: input.summary ?? null,
    is_public: input.isPublic,
    commissioned_on: input.commissionedOn ?? null,
    commissioned_by: input.commissionedBy ?? null,
    presented_on: input.presentedOn ?? null,
    presented_to: input.presentedTo ?? null,
    adopted_on: input.adoptedOn ?? null,
    adopted_by_body_id: await chosenBody(tx, 'adoptedBy', input.adoptedBy),
    resolution_reference: input.resolutionReference ?? null,
    resolution_address: input.resolutionAddress ?? null,
    valid_from: input.validFrom ?? null,
    valid_until: input.validUntil ?? null,
    successor_id: input.successor ? await chosenConcept(tx, actor, 'successor', input.successor) : null,
    review_after_months: input.reviewAfterMonths ?? 36,
  }
}

/** A key that nothing has yet, made of words of the title. */
async function freeKey(tx: Tx, title: string): Promise<string> {
  const stem =
    fold(title)
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join('-')
      .slice(0, 50)
      .replace(/-$/, '') || 'concept'
  const taken = new Set(
    (await tables(tx).selectFrom('concept').select('key').where('key', 'like', `${stem}%`).execute()).map(
      (row) => row.key,
    ),
  )
  if (!taken.has(stem)) return stem
  for (let number = 2; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`
}
