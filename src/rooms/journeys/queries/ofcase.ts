import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables, visibleHandovers } from '../access.ts'
import type { Certainty, HandoverKind, Purpose, Source, State } from '../domain.ts'
import { counts } from '../queries.ts'

/** A hand-over as the file it belongs to shows it. */
export interface FileHandover {
  readonly id: Id<'handover'>
  /** `given` from this file, or `received` into it. */
  readonly side: 'given' | 'received'
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly kind: Purpose | null
  readonly reference: string | null
  readonly targetDays: number | null
  readonly state: State
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly firstOn: Day | null
  readonly endedOn: Day | null
  readonly lastStepOn: Day
  readonly replyBy: Day | null
  readonly reason: string | null
  readonly version: number
}

/** Hand-overs of one file. */
const mostOfFile = 100

/** The hand-overs that were offered from a file or opened it, those that wait first, by their due day; at most 100. */
export async function handoversOf(tx: Tx, actor: Actor, fileId: string): Promise<readonly FileHandover[]> {
  const id = fileId as Id<'case'>
  const rows = await visibleHandovers(tx, actor)
    .select([
      'id',
      'origin_id',
      'interface_id as interfaceId',
      'from_organisation_id as fromOrganisationId',
      'to_organisation_id as toOrganisationId',
      'kind',
      'reference',
      'target_days as targetDays',
      'state',
      'offered_on as offeredOn',
      'answered_on as answeredOn',
      'first_on as firstOn',
      'ended_on as endedOn',
      'last_step_on as lastStepOn',
      'reply_by as replyBy',
      'reason',
      'version',
    ])
    .where((eb) => eb.or([eb('origin_id', '=', id), eb('receiving_case_id', '=', id)]))
    .orderBy('ended_on', (order) => order.desc().nullsFirst())
    .orderBy('reply_by', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(mostOfFile)
    .execute()
  return rows.map(({ origin_id, ...row }) => ({ ...row, side: origin_id === id ? 'given' : 'received' }))
}

/** One thing that happened on a journey, as far as the actor may see it. */
export interface JourneyEntry {
  readonly kind: HandoverKind | 'milestone'
  readonly milestone: string | null
  readonly handoverId: Id<'handover'> | null
  readonly occurredOn: Day
  readonly certainty: Certainty
  readonly source: Source
  readonly organisationId: Id<'organisation'>
  readonly reason: string | null
}

/** A hand-over of a journey. */
export type JourneyHandover = Omit<FileHandover, 'side' | 'reference'>

export interface Journey {
  readonly handovers: readonly JourneyHandover[]
  /** By day, then by arrival. */
  readonly entries: readonly JourneyEntry[]
}

const mostOfJourney = 500

/** What is on record of one person's or family's journey: hand-overs with their steps, and milestones. */
export async function journeyOf(tx: Tx, actor: Actor, journey: Id<'journey'>): Promise<Journey> {
  const { controllerId } = demandHandingOver(actor)
  const handovers = await visibleHandovers(tx, actor)
    .select([
      'id',
      'interface_id as interfaceId',
      'from_organisation_id as fromOrganisationId',
      'to_organisation_id as toOrganisationId',
      'kind',
      'target_days as targetDays',
      'state',
      'offered_on as offeredOn',
      'answered_on as answeredOn',
      'first_on as firstOn',
      'ended_on as endedOn',
      'last_step_on as lastStepOn',
      'reply_by as replyBy',
      'reason',
      'version',
    ])
    .where('person_key', '=', journey)
    .orderBy('offered_on')
    .orderBy('id')
    .limit(mostOfJourney)
    .execute()
  const ids = handovers.map(({ id }) => id)
  const entries = await tables(tx)
    .selectFrom('journey_step')
    .select([
      'kind',
      'milestone',
      'handover_id as handoverId',
      'occurred_on as occurredOn',
      'certainty',
      'source',
      'organisation_id as organisationId',
      'reason',
    ])
    .where('person_key', '=', journey)
    .where(counts)
    .where((eb) =>
      eb.or([
        eb.and([eb('handover_id', 'is', null), eb('controller_id', '=', controllerId)]),
        ...(ids.length > 0 ? [eb('handover_id', 'in', ids)] : []),
      ]),
    )
    .orderBy('occurred_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(mostOfJourney)
    .execute()
  return { handovers, entries }
}
