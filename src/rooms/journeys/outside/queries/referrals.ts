import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { listInterfaces, organisationNames } from '../../../network/index.ts'
import { demandGiving, visibleHandovers } from '../../access.ts'
import type { Outcome, State } from '../../domain.ts'

/** What the immigration or naturalisation office sees of a referral of its own: acceptance and outcome, never notes. */
export interface Referral {
  readonly id: Id<'handover'>
  readonly to: string
  /** The office's own file reference. */
  readonly reference: string | null
  readonly state: State
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly firstOn: Day | null
  readonly endedOn: Day | null
  readonly outcome: Outcome | null
  readonly replyBy: Day | null
  readonly version: number
}

const columns = [
  'id',
  'to_organisation_id as toId',
  'reference',
  'state',
  sql<Day | null>`coalesce(offered_on, prepared_on)`.as('offeredOn'),
  'answered_on as answeredOn',
  'first_on as firstOn',
  'ended_on as endedOn',
  'outcome',
  'reply_by as replyBy',
  'version',
] as const

export const referralsPerPage = 25

/**
 * The only way to referrals: what the actor's own office has given. An office gives nothing else; loaded ones say no kind.
 * Throws Forbidden, NotFound for who acts for no office.
 */
function ownReferrals(tx: Tx, actor: Actor) {
  demand(actor, 'journeys.refer')
  const { organisationId } = demandGiving(actor)
  return visibleHandovers(tx, actor).where('from_organisation_id', '=', organisationId).where('state', '<>', 'prepared')
}

/** One page of them, those that are open first, then the latest; noted as one look. */
export async function listReferrals(
  tx: Tx,
  actor: Actor,
  page: number,
  today: Day,
): Promise<{ readonly rows: readonly Referral[]; readonly total: number }> {
  if (actor.organisationId === null) return { rows: [], total: 0 }
  const { total } = await ownReferrals(tx, actor)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await ownReferrals(tx, actor)
    .select(columns)
    .orderBy(sql`ended_on IS NOT NULL`)
    .orderBy(sql`coalesce(offered_on, prepared_on)`, 'desc')
    .orderBy('id')
    .limit(referralsPerPage)
    .offset((page - 1) * referralsPerPage)
    .execute()
  const names = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  if (rows.length > 0)
    await recordLook(tx, actor, {
      event: 'journeys.referrals-listed',
      subjectKind: 'journeys.handover',
      ids: rows.map(({ id }) => id),
    })
  return { total: Number(total), rows: rows.map(({ toId, ...row }) => ({ ...row, to: names.get(toId) ?? '' })) }
}

/** One of them; noted. Throws NotFound, also for one of another office. */
export async function getReferral(tx: Tx, actor: Actor, id: string, today: Day): Promise<Referral> {
  const row = await ownReferrals(tx, actor)
    .select(columns)
    .where('id', '=', id as Id<'handover'>)
    .executeTakeFirst()
  if (!row) throw new NotFound(`there is no referral ${id}`)
  const names = new Map((await organisationNames(tx, today)).map((one) => [one.id, one.name]))
  await recordLook(tx, actor, { event: 'journeys.referral-read', subjectKind: 'journeys.handover', ids: [row.id] })
  const { toId, ...referral } = row
  return { ...referral, to: names.get(toId) ?? '' }
}

export interface Receiver {
  readonly id: Id<'organisation'>
  readonly key: string
  readonly name: string
}

/** Teams that do case management: organisations with a case manager today, without the actor's own. */
export async function caseManagementTeams(tx: Tx, actor: Actor, today: Day): Promise<readonly Receiver[]> {
  const { rows } = await sql<{ id: Id<'organisation'> }>`
    SELECT DISTINCT coalesce(given.organisation_id, membership.organisation_id) AS id
    FROM membership_role AS given JOIN membership ON membership.id = given.member_id
    WHERE given.role = 'caseManager'
      AND given.valid_from <= ${today}::date AND (given.valid_to IS NULL OR given.valid_to >= ${today}::date)
      AND given.revoked_at IS NULL AND NOT given.awaits_second AND membership.deactivated_at IS NULL
    LIMIT 500
  `.execute(tx)
  const teams = new Set(rows.map(({ id }) => id))
  return (await organisationNames(tx, today))
    .filter(({ id }) => teams.has(id) && id !== actor.organisationId)
    .map(({ id, key, name }) => ({ id, key, name }))
}

/**
 * The interface that leads from the actor's office to a team: the one declared for both, else one that leaves the receiver open,
 * else any that begins at the office. Undefined where the catalogue has none.
 */
export async function interfaceTo(
  tx: Tx,
  actor: Actor,
  receiver: Receiver,
  today: Day,
): Promise<Id<'interface'> | undefined> {
  const own = (await organisationNames(tx, today)).find(({ id }) => id === actor.organisationId)
  if (!own) return undefined
  const { rows } = await listInterfaces(tx, actor, { state: 'active', organisation: own.key, limit: 100 }, today)
  const begin = rows.filter(({ fromOrganisationKey }) => fromOrganisationKey === own.key)
  const found =
    begin.find(({ toOrganisationKey }) => toOrganisationKey === receiver.key) ??
    begin.find(({ toOrganisationKey }) => toOrganisationKey === null) ??
    begin[0]
  return found?.id
}
