import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { bodyNames } from '../../network/index.ts'
import { type Reader, seesInternal, visibleConcepts } from '../access.ts'
import type { ConceptKind } from '../domain/kinds.ts'

export interface Concept {
  readonly id: Id<'concept'>
  readonly key: string
  readonly kind: ConceptKind
  readonly title: string
  readonly shortTitle: string | null
  readonly summary: string | null
  readonly commissionedOn: Day | null
  readonly commissionedBy: string | null
  readonly presentedOn: Day | null
  readonly presentedTo: string | null
  readonly adoptedOn: Day | null
  /** The body that adopted it, where the reader may see it. */
  readonly adoptedBy: { readonly key: string; readonly name: string } | null
  readonly resolutionReference: string | null
  readonly resolutionAddress: string | null
  readonly validFrom: Day | null
  readonly validUntil: Day | null
  readonly successorId: Id<'concept'> | null
  readonly successorKey: string | null
  readonly successorTitle: string | null
  readonly reviewAfterMonths: number
  readonly isPublic: boolean
  readonly simulated: boolean
  readonly version: number
  readonly changedAt: Date
  /** Measures that stand in it; they may stand in others too. */
  readonly measures: number
}

/** Every concept that the reader may see, newest first; a district has a handful, at most 500 are read. */
export async function listConcepts(tx: Tx, reader: Reader): Promise<Concept[]> {
  return withBodies(
    tx,
    await concepts(tx, reader)
      .orderBy(sql`coalesce(concept.adopted_on, concept.presented_on, concept.commissioned_on)`, (order) =>
        order.desc().nullsFirst(),
      )
      .orderBy('concept.key')
      .limit(500)
      .execute(),
  )
}

/** By its key; throws NotFound. */
export async function getConcept(tx: Tx, reader: Reader, key: string): Promise<Concept> {
  const [concept] = await withBodies(tx, await concepts(tx, reader).where('concept.key', '=', key).execute())
  if (!concept) throw new NotFound(`there is no concept ${key}`)
  return concept
}

/** By its id; undefined where there is none that the reader may see. */
export async function findConceptById(tx: Tx, reader: Reader, id: Id<'concept'>): Promise<Concept | undefined> {
  const [concept] = await withBodies(tx, await concepts(tx, reader).where('concept.id', '=', id).execute())
  return concept
}

/** The concepts that this one replaced. */
export function predecessorsOf(tx: Tx, reader: Reader, id: Id<'concept'>) {
  return visibleConcepts(tx, reader)
    .select(['concept.key', 'concept.title'])
    .where('concept.successor_id', '=', id)
    .orderBy('concept.adopted_on')
    .execute()
}

async function withBodies<Row extends { readonly adoptedById: Id<'body'> | null }>(tx: Tx, rows: readonly Row[]) {
  if (rows.length === 0) return []
  const bodies = new Map((await bodyNames(tx)).map((one) => [one.id, { key: one.key, name: one.name }]))
  return rows.map(({ adoptedById, ...row }) => ({
    ...row,
    adoptedBy: (adoptedById && bodies.get(adoptedById)) || null,
  }))
}

const concepts = (tx: Tx, reader: Reader) =>
  visibleConcepts(tx, reader)
    .leftJoin('concept as next', 'next.id', 'concept.successor_id')
    .select((eb) => [
      'concept.id',
      'concept.key',
      'concept.kind',
      'concept.title',
      'concept.short_title as shortTitle',
      'concept.summary',
      'concept.commissioned_on as commissionedOn',
      'concept.commissioned_by as commissionedBy',
      'concept.presented_on as presentedOn',
      'concept.presented_to as presentedTo',
      'concept.adopted_on as adoptedOn',
      'concept.adopted_by_body_id as adoptedById',
      'concept.resolution_reference as resolutionReference',
      'concept.resolution_address as resolutionAddress',
      'concept.valid_from as validFrom',
      'concept.valid_until as validUntil',
      'concept.successor_id as successorId',
      'next.key as successorKey',
      'next.title as successorTitle',
      'concept.review_after_months as reviewAfterMonths',
      'concept.is_public as isPublic',
      'concept.simulated',
      'concept.version',
      'concept.changed_at as changedAt',
      eb
        .selectFrom('measure_concept')
        .innerJoin('measure', 'measure.id', 'measure_concept.measure_id')
        .whereRef('measure_concept.concept_id', '=', 'concept.id')
        .where('measure.withdrawn_on', 'is', null)
        .$if(!seesInternal(reader), (query) => query.where('measure.is_public', '=', true))
        .select((inner) => inner.fn.countAll<number>().as('measures'))
        .$asScalar()
        .$notNull()
        .as('measures'),
    ])
