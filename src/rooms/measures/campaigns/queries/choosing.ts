import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { listContacts, organisationNames } from '../../../network/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import { meant } from '../../queries/codes.ts'
import { type Chosen, tables } from '../tables.ts'

/** A measure as it is asked about. */
export interface ChosenMeasure {
  readonly id: Id<'measure'>
  readonly number: string
  readonly title: string
  readonly state: MeasureState
  readonly stalled: boolean
  readonly responsibleId: Id<'organisation'> | null
  readonly lastReportId: Id<'status-report'> | null
}

/** The measures that a choice of concepts, fields and states takes in, by number. Measures that were taken back never are. */
export async function measuresChosen(tx: Tx, chosen: Chosen): Promise<ChosenMeasure[]> {
  const { rows } = await sql<ChosenMeasure>`
    SELECT measure.id, measure.number, measure.title, measure.state, measure.stalled_since IS NOT NULL AS stalled,
      measure.responsible_id AS "responsibleId", last.id AS "lastReportId"
    FROM measure
      LEFT JOIN LATERAL (
        SELECT status_report.id FROM status_report
        WHERE status_report.measure_id = measure.id AND status_report.state = 'approved'
        ORDER BY status_report.as_of DESC, status_report.submitted_at DESC LIMIT 1
      ) AS last ON true
    WHERE measure.withdrawn_on IS NULL
      AND (${chosen.states.length} = 0 OR measure.state = ANY(${chosen.states}::text[]))
      AND (${chosen.concepts.length} = 0 OR EXISTS (
        SELECT FROM measure_concept JOIN concept ON concept.id = measure_concept.concept_id
        WHERE measure_concept.measure_id = measure.id AND concept.key = ANY(${chosen.concepts}::text[])
      ))
      AND (${chosen.fields.length} = 0 OR EXISTS (
        SELECT FROM measure_field
        WHERE measure_field.measure_id = measure.id AND measure_field.field_id IN (${meant('field_of_action', chosen.fields)})
      ))
    ORDER BY measure.number_order, measure.id
    LIMIT 2000
  `.execute(tx)
  return rows
}

export interface UnitToAsk {
  readonly id: Id<'organisation'>
  readonly name: string
  readonly measures: readonly ChosenMeasure[]
  /** Typed for this campaign, else used in the last one, else the first one of the unit's contacts. */
  readonly mailbox: string | null
}

export interface Preview {
  readonly units: readonly UnitToAsk[]
  /** Nobody can be asked about these: they have no responsible unit. */
  readonly unassigned: readonly ChosenMeasure[]
}

/** Whom a campaign would ask for what, before it starts. */
export async function previewOf(
  tx: Tx,
  actor: Actor,
  campaign: { readonly id: Id<'campaign'>; readonly chosen: Chosen },
  today: Day,
): Promise<Preview> {
  const measures = await measuresChosen(tx, campaign.chosen)
  const names = await organisationNames(tx, today)
  const mailboxes = await mailboxesOf(tx, actor, campaign.id, today)
  const units = names
    .map((unit) => ({
      id: unit.id,
      name: unit.name,
      measures: measures.filter((measure) => measure.responsibleId === unit.id),
      mailbox: mailboxes.typed.get(unit.id) ?? mailboxes.before.get(unit.id) ?? mailboxes.known.get(unit.key) ?? null,
    }))
    .filter((unit) => unit.measures.length > 0)
  return { units, unassigned: measures.filter((measure) => measure.responsibleId === null) }
}

async function mailboxesOf(tx: Tx, actor: Actor, campaign: Id<'campaign'>, today: Day) {
  const typed = await tables(tx)
    .selectFrom('campaign_mailbox')
    .select(['organisation_id', 'mailbox'])
    .where('campaign_id', '=', campaign)
    .execute()
  const contacts = await listContacts(tx, actor, { limit: 5000 }, today)
  const known = new Map<string, string>()
  // A contact of the unit itself stands for it better than one of its sites.
  for (const { organisationKey, email, siteKey } of contacts.rows)
    if (email && (!known.has(organisationKey) || siteKey === null)) known.set(organisationKey, email)
  const before = await tables(tx)
    .selectFrom('campaign_request')
    .distinctOn('organisation_id')
    .select(['organisation_id', 'mailbox'])
    .where('mailbox', 'is not', null)
    .orderBy('organisation_id')
    .orderBy('asked_at', 'desc')
    .execute()
  return {
    before: new Map(before.map((row) => [row.organisation_id, row.mailbox])),
    typed: new Map(typed.map((row) => [row.organisation_id, row.mailbox])),
    known,
  }
}
