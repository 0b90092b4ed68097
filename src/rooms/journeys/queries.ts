import type { ExpressionBuilder } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, demand } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { demandHandingOver, tables, visibleHandovers } from './access.ts'
import type { Certainty, HandoverKind, Source, State } from './domain.ts'
import type { JourneysTables } from './tables.ts'

export interface Pathway {
  readonly id: Id<'pathway'>
  readonly key: string
  readonly name: string
  readonly description: string | null
  readonly simulated: boolean
  /** In the order of the way. */
  readonly milestones: readonly Milestone[]
}

export interface Milestone {
  readonly key: string
  readonly name: string
  /** Reached by the first appointment after this interface; null: reached otherwise. */
  readonly interfaceId: Id<'interface'> | null
}

/** All declared pathways with their milestones, by name. There are a handful of them in a district. */
export async function listPathways(tx: Tx, actor: Actor): Promise<readonly Pathway[]> {
  demand(actor, 'journeys.read-pathways')
  const pathways = await tables(tx).selectFrom('pathway').selectAll().orderBy('name').limit(200).execute()
  if (pathways.length === 0) return []
  const milestones = await tables(tx)
    .selectFrom('pathway_milestone')
    .select(['pathway_id', 'key', 'name', 'interface_id as interfaceId'])
    .where(
      'pathway_id',
      'in',
      pathways.map((pathway) => pathway.id),
    )
    .orderBy('pathway_id')
    .orderBy('position')
    .execute()
  return pathways.map((pathway) => ({
    ...pathway,
    milestones: milestones
      .filter((milestone) => milestone.pathway_id === pathway.id)
      .map(({ key, name, interfaceId }) => ({ key, name, interfaceId })),
  }))
}

export interface ListedHandover {
  readonly id: Id<'handover'>
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  readonly targetDays: number | null
  readonly state: State
  readonly offeredOn: Day | null
  readonly firstOn: Day | null
  readonly simulated: boolean
  readonly version: number
}

export interface Handover extends ListedHandover {
  readonly steps: readonly HandoverStep[]
}

export interface HandoverStep {
  readonly id: Id<'step'>
  readonly kind: HandoverKind
  readonly occurredOn: Day
  readonly certainty: Certainty
  readonly recordedAt: Date
  readonly source: Source
  readonly organisationId: Id<'organisation'>
  readonly reason: string | null
}

const columns = [
  'id',
  'interface_id as interfaceId',
  'from_organisation_id as fromOrganisationId',
  'to_organisation_id as toOrganisationId',
  'municipality_id as municipalityId',
  'target_group as targetGroup',
  'target_days as targetDays',
  'state',
  'offered_on as offeredOn',
  'first_on as firstOn',
  'simulated',
  'version',
] as const

/** Open states, in which somebody waits. */
const waiting: readonly State[] = ['prepared', 'offered', 'askedBack', 'accepted']

/** What waits at the actor's organisation, given or received, longest first. `limit` at most 200. */
export async function listWaiting(
  tx: Tx,
  actor: Actor,
  side: 'given' | 'received',
  limit = 50,
): Promise<readonly ListedHandover[]> {
  const { organisationId } = demandHandingOver(actor)
  const column = side === 'given' ? 'from_organisation_id' : 'to_organisation_id'
  return await visibleHandovers(tx, actor)
    .select(columns)
    .where(column, '=', organisationId)
    .where('state', 'in', waiting)
    .orderBy('offered_on')
    .orderBy('id')
    .limit(Math.min(limit, 200))
    .execute()
}

/** One hand-over with its steps, by day and then by arrival. Throws NotFound, also for one the actor may not see. */
export async function getHandover(tx: Tx, actor: Actor, id: Id<'handover'>): Promise<Handover> {
  const handover = await visibleHandovers(tx, actor).select(columns).where('id', '=', id).executeTakeFirst()
  if (!handover) throw new NotFound(`there is no hand-over ${id}`)
  return { ...handover, steps: await stepsOf(tx, id) }
}

/** A step counts unless somebody has corrected it. */
export const counts = ({ not, exists, selectFrom }: ExpressionBuilder<JourneysTables, 'journey_step'>) =>
  not(
    exists(
      selectFrom('journey_step_correction')
        .select('journey_step_correction.id')
        .whereRef('journey_step_correction.step_id', '=', 'journey_step.id'),
    ),
  )

/** The steps of a hand-over the caller may see that count, by day and then by arrival: without those that were recorded wrongly. */
export function stepsOf(tx: Tx, id: Id<'handover'>): Promise<HandoverStep[]> {
  return tables(tx)
    .selectFrom('journey_step')
    .select([
      'id',
      'kind',
      'occurred_on as occurredOn',
      'certainty',
      'recorded_at as recordedAt',
      'source',
      'organisation_id as organisationId',
      'reason',
    ])
    .where('handover_id', '=', id)
    .where(counts)
    .orderBy('occurred_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .$narrowType<{ kind: HandoverKind }>()
    .execute()
}
