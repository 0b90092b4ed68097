import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { organisationNames } from '../../../network/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'
import { makeSnapshot } from './snapshots.ts'
import { takeStep, writeCampaign } from './taking.ts'

export interface CampaignInput {
  readonly title: string
  readonly referenceDay: Day
  readonly dueOn: Day
  readonly note?: string | undefined
  readonly contact?: string | undefined
  readonly concepts: readonly string[]
  readonly fields: readonly string[]
  readonly states: readonly MeasureState[]
}

const valuesOf = (input: CampaignInput) => ({
  title: input.title,
  reference_day: input.referenceDay,
  due_on: input.dueOn,
  note: input.note ?? null,
  contact: input.contact ?? null,
  chosen: JSON.stringify({ concepts: input.concepts, fields: input.fields, states: input.states }),
})

/** Prepares a campaign. Nobody is asked before it starts. Throws Invalid for a last day that has passed. */
export async function createCampaign(
  tx: Tx,
  actor: Actor,
  { today, demo }: Setting,
  district: string,
  input: CampaignInput,
): Promise<Id<'campaign'>> {
  demandInTime(input, today)
  const id = newId<'campaign'>()
  const office = (await organisationNames(tx, today)).find((one) => one.id === actor.organisationId)
  await tables(tx)
    .insertInto('campaign')
    .values({
      id,
      ...valuesOf(input),
      asked_by: office?.name ?? district,
      state: 'draft',
      started_at: null,
      closed_at: null,
      simulated: demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await record(tx, actor, { event: 'measures.campaign-created', subject: id, subjectKind: 'measures.campaign' })
  return id
}

/** Changes a campaign that has not started. Throws Conflict, ChangedMeanwhile, Invalid. */
export async function changeCampaign(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  id: string,
  { version, ...input }: CampaignInput & { readonly version: number },
): Promise<void> {
  const { campaign } = await takeStep(tx, actor, id, 'change')
  demandInTime(input, today)
  await writeCampaign(tx, actor, campaign, version, valuesOf(input))
  await record(tx, actor, { event: 'measures.campaign-changed', subject: id, subjectKind: 'measures.campaign' })
}

/** Moves the last day. Reminders then follow the new one. Throws Conflict, ChangedMeanwhile, Invalid. */
export async function extendCampaign(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  id: string,
  { version, dueOn }: { readonly version: number; readonly dueOn: Day },
): Promise<void> {
  const { campaign } = await takeStep(tx, actor, id, 'extend')
  if (dueOn <= campaign.dueOn) throw new Invalid([{ field: 'dueOn', code: 'measures-due-not-later' }])
  demandInTime({ dueOn, referenceDay: campaign.referenceDay }, today)
  await writeCampaign(tx, actor, campaign, version, { due_on: dueOn })
  await record(tx, actor, {
    event: 'measures.campaign-extended',
    subject: id,
    subjectKind: 'measures.campaign',
    details: { from: campaign.dueOn, to: dueOn },
  })
}

/**
 * Ends a campaign: no link leads in any more, and the register as it stood on the reference day is kept. Returns the id of
 * the snapshot. Throws Conflict, ChangedMeanwhile.
 */
export async function closeCampaign(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  version: number,
): Promise<Id<'snapshot'>> {
  const { campaign, next } = await takeStep(tx, actor, id, 'close')
  // A unit that is sending at this moment is waited for; one that comes later finds the campaign closed.
  await sql`SELECT FROM campaign_request WHERE campaign_id = ${campaign.id} ORDER BY id FOR UPDATE`.execute(tx)
  await sql`
    UPDATE campaign_link SET revoked_at = ${new Date(setting.now)}
    WHERE revoked_at IS NULL AND request_id IN (SELECT id FROM campaign_request WHERE campaign_id = ${campaign.id})
  `.execute(tx)
  const snapshot = await makeSnapshot(tx, actor, setting, {
    campaignId: campaign.id,
    title: campaign.title,
    referenceDay: campaign.referenceDay,
  })
  await writeCampaign(tx, actor, campaign, version, { state: next, closed_at: new Date(setting.now) })
  await record(tx, actor, {
    event: 'measures.campaign-closed',
    subject: id,
    subjectKind: 'measures.campaign',
    details: { snapshot },
  })
  return snapshot
}

function demandInTime({ dueOn, referenceDay }: Pick<CampaignInput, 'dueOn' | 'referenceDay'>, today: Day): void {
  if (dueOn < today) throw new Invalid([{ field: 'dueOn', code: 'measures-due-passed' }])
  if (dueOn < referenceDay) throw new Invalid([{ field: 'dueOn', code: 'measures-due-before-reference' }])
}
