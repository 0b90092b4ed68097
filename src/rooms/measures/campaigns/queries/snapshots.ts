import { createHash } from 'node:crypto'
import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { municipalityNames, organisationNames } from '../../../network/index.ts'
import { stateOnDay } from '../../queries/states.ts'
import { visibleSnapshots } from '../access.ts'
import {
  canonical,
  type SnapshotContent,
  type SnapshotMeasure,
  type SnapshotReport,
  snapshotOf,
} from '../domain/snapshot.ts'

export interface Snapshot {
  readonly id: Id<'snapshot'>
  readonly campaignId: Id<'campaign'> | null
  readonly title: string
  readonly referenceDay: Day
  readonly content: SnapshotContent
  readonly checksum: string
  readonly madeAt: Date
  /** False when content and checksum do not belong together: somebody changed the database behind the program. */
  readonly intact: boolean
}

/** SHA-256 over the content as JSON with sorted keys, as hexadecimal digits. */
export const checksumOf = (content: SnapshotContent): string =>
  createHash('sha256').update(canonical(content)).digest('hex')

const columns = [
  'snapshot.id',
  'snapshot.campaign_id as campaignId',
  'snapshot.title',
  'snapshot.reference_day as referenceDay',
  'snapshot.content',
  'snapshot.checksum',
  'snapshot.made_at as madeAt',
] as const

const checked = (row: Omit<Snapshot, 'intact'>): Snapshot => ({
  ...row,
  intact: checksumOf(row.content) === row.checksum,
})

/** Throws NotFound. */
export async function getSnapshot(tx: Tx, actor: Actor, id: string): Promise<Snapshot> {
  const row = await visibleSnapshots(tx, actor)
    .select(columns)
    .where('snapshot.id', '=', id as Id<'snapshot'>)
    .executeTakeFirst()
  if (!row) throw new NotFound('there is no such snapshot')
  return checked(row)
}

/** The snapshot of the latest reference day up to and with a day, of two of one day the one made later. */
export async function findSnapshotUpTo(tx: Tx, actor: Actor, day: Day): Promise<Snapshot | undefined> {
  const row = await visibleSnapshots(tx, actor)
    .select(columns)
    .where('snapshot.reference_day', '<=', day)
    .orderBy('snapshot.reference_day', 'desc')
    .orderBy('snapshot.made_at', 'desc')
    .orderBy('snapshot.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && checked(row)
}

export interface ListedSnapshot extends Omit<Snapshot, 'content' | 'intact' | 'checksum'> {
  readonly measures: number
}

/** The snapshots, the latest reference day first; at most 200. */
export async function listSnapshots(tx: Tx, actor: Actor): Promise<ListedSnapshot[]> {
  return await visibleSnapshots(tx, actor)
    .select([
      'snapshot.id',
      'snapshot.campaign_id as campaignId',
      'snapshot.title',
      'snapshot.reference_day as referenceDay',
      'snapshot.made_at as madeAt',
      sql<number>`(content -> 'counts' ->> 'measures')::int`.as('measures'),
    ])
    .orderBy('snapshot.reference_day', 'desc')
    .orderBy('snapshot.made_at', 'desc')
    .limit(200)
    .execute()
}

interface Row extends Omit<SnapshotMeasure, 'responsible' | 'municipalities'> {
  responsibleId: string | null
  municipalityIds: readonly string[]
}

/**
 * The register as it stood on a day. A report counts when it is approved and speaks of this day or one before; of the
 * campaign that is being closed every approved one counts.
 */
export async function contentOn(tx: Tx, day: Day, campaign?: Id<'campaign'>): Promise<SnapshotContent> {
  const { rows } = await sql<Row>`
    SELECT measure.id, measure.number, measure.title, measure.is_public AS "isPublic",
      standing.state, standing.since, standing.stalled, standing.reason,
      measure.centre_role AS "centreRole", measure.kim_linked AS "kimLinked", measure.responsible_id AS "responsibleId",
      ARRAY(
        SELECT field_of_action.name FROM measure_field JOIN field_of_action ON field_of_action.id = measure_field.field_id
        WHERE measure_field.measure_id = measure.id ORDER BY field_of_action.position
      ) AS fields,
      ARRAY(
        SELECT coalesce(concept.short_title, concept.title) FROM measure_concept JOIN concept ON concept.id = measure_concept.concept_id
        WHERE measure_concept.measure_id = measure.id ORDER BY concept.adopted_on, concept.key
      ) AS concepts,
      ARRAY(
        SELECT measure_municipality.municipality_id::text FROM measure_municipality
        WHERE measure_municipality.measure_id = measure.id AND NOT measure.district_wide
      ) AS "municipalityIds",
      last.report
    FROM measure
      JOIN LATERAL ${stateOnDay('measure.id', day)} AS standing ON true
      LEFT JOIN LATERAL (
        SELECT jsonb_build_object(
          'id', status_report.id, 'asOf', status_report.as_of, 'state', status_report.measure_state,
          'stalled', status_report.stalled, 'unchanged', status_report.unchanged, 'done', status_report.done_text,
          'obstacle', status_report.obstacle_text, 'next', status_report.next_text, 'author', status_report.author_label
        ) AS report
        FROM status_report
        WHERE status_report.measure_id = measure.id AND status_report.state = 'approved'
          AND (status_report.as_of <= ${day} OR status_report.campaign_id = ${campaign ?? null})
        ORDER BY status_report.as_of DESC, status_report.submitted_at DESC LIMIT 1
      ) AS last ON true
    WHERE measure.withdrawn_on IS NULL
    ORDER BY measure.number_order, measure.id
    LIMIT 5000
  `.execute(tx)
  const organisations = new Map((await organisationNames(tx, day)).map((one) => [one.id as string, one.name]))
  const municipalities = new Map((await municipalityNames(tx)).map((one) => [one.id as string, one.name]))
  return snapshotOf(
    day,
    rows.map(({ responsibleId, municipalityIds, ...row }) => ({
      ...row,
      responsible: responsibleId === null ? null : (organisations.get(responsibleId) ?? null),
      municipalities: municipalityIds.map((id) => municipalities.get(id) ?? id).sort(),
      report: row.report as SnapshotReport | null,
    })),
  )
}
