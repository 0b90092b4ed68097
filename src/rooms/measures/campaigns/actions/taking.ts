import type { Updateable } from 'kysely'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { afterStep, type CampaignState, type CampaignStep } from '../domain/steps.ts'
import { type Campaign, getCampaign } from '../queries/campaigns.ts'
import { type CampaignTables, tables } from '../tables.ts'

/**
 * The campaign for a step that somebody takes, its row held until the transaction ends, and the state after it. Throws
 * NotFound, or Conflict when the campaign is past this step: two people closed it, or it was closed while a unit answered.
 */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  id: string,
  step: CampaignStep,
): Promise<{ campaign: Campaign; next: CampaignState }> {
  await sql`SELECT FROM campaign WHERE id::text = ${id} FOR UPDATE`.execute(tx)
  const campaign = await getCampaign(tx, actor, id)
  const next = afterStep(campaign.state, step)
  if (!next) throw new Conflict(`measures-campaign-not-${step}`)
  return { campaign, next }
}

/** Writes a campaign whose row is held, from the version that the person saw; throws ChangedMeanwhile for another one. */
export async function writeCampaign(
  tx: Tx,
  actor: Actor,
  campaign: Pick<Campaign, 'id' | 'version' | 'changedAt' | 'changedBy'>,
  version: number,
  values: Updateable<CampaignTables['campaign']>,
): Promise<void> {
  if (campaign.version !== version) throw new ChangedMeanwhile(await nameOf(tx, campaign.changedBy), campaign.changedAt)
  await tables(tx)
    .updateTable('campaign')
    .set({ ...values, version: version + 1, changed_at: sql<Date>`now()`, changed_by: actor.userId })
    .where('id', '=', campaign.id)
    .execute()
}

/** The name of a member, for saying who was faster; empty for the system. */
export async function nameOf(tx: Tx, userId: string | null): Promise<string> {
  if (userId === null) return ''
  const { rows } = await sql<{ name: string }>`SELECT name FROM membership WHERE id::text = ${userId}`.execute(tx)
  return rows[0]?.name ?? ''
}
