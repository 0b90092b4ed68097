import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { SubjectKind } from '../tables.ts'

export interface Searched {
  readonly id: string
  /** Texts that everybody may read. */
  readonly open: readonly string[]
  /** Texts for staff. */
  readonly internal: readonly string[]
}

/**
 * The texts by which records are found. The name of the responsible office is not among them: it is looked up in the
 * network when somebody searches, so that a renamed office is found by its new name.
 */
export async function searchedIn(tx: Tx, kind: SubjectKind, ids: readonly string[]): Promise<Searched[]> {
  const wanted = sql<never>`ANY(${[...ids]}::uuid[])`
  const db = tables(tx)
  if (kind === 'concept') {
    const concepts = await db
      .selectFrom('concept')
      .select(['id', 'title', 'short_title', 'summary', 'resolution_reference'])
      .where('id', '=', wanted)
      .execute()
    return concepts.map((one) => ({
      id: one.id,
      open: given([one.title, one.short_title, one.summary, one.resolution_reference]),
      internal: [],
    }))
  }
  const measures = await db
    .selectFrom('measure')
    .select(['id', 'number', 'title', 'public_text', 'description', 'partners'])
    .where('id', '=', wanted)
    .execute()
  const concepts = await db
    .selectFrom('measure_concept')
    .innerJoin('concept', 'concept.id', 'measure_concept.concept_id')
    .select(['measure_id', 'title', 'short_title', 'is_public'])
    .where('measure_id', '=', wanted)
    .execute()
  return measures.map((one) => {
    const own = concepts.filter((concept) => concept.measure_id === one.id)
    const titles = (open: boolean) =>
      own.filter((concept) => concept.is_public === open).flatMap((concept) => [concept.title, concept.short_title])
    return {
      id: one.id,
      open: given([one.number, one.title, one.public_text, ...titles(true)]),
      internal: given([one.description, one.partners, ...titles(false)]),
    }
  })
}

const given = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null)
