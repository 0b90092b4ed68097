import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { hashOf, newToken } from '../../../../platform/identity/tokens.ts'
import { getUnit } from '../queries/campaigns.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'
import { takeStep } from './taking.ts'

/** Address of the answer below the tenant. The token stands in it and nowhere else. */
export const answerPath = (token: string) => `/de/reports/${token}`

/** A further link of a request, beside those it has: every mail carries its own. Returns its path below the tenant. */
export async function addLink(tx: Tx, request: Id<'campaign-request'>, now: number): Promise<string> {
  const token = newToken()
  await tables(tx)
    .insertInto('campaign_link')
    .values({ hash: hashOf(token), request_id: request, made_at: new Date(now), revoked_at: null })
    .execute()
  return answerPath(token)
}

/** A new link in place of all that the unit has, when one was lost or went to the wrong people. Throws Conflict, NotFound. */
export async function renewLink(
  tx: Tx,
  actor: Actor,
  { now }: Setting,
  campaignId: string,
  request: string,
): Promise<{ path: string; unit: string }> {
  const { campaign } = await takeStep(tx, actor, campaignId, 'answer')
  const unit = await getUnit(tx, actor, campaign.id, request)
  await tables(tx)
    .updateTable('campaign_link')
    .set({ revoked_at: new Date(now) })
    .where('request_id', '=', unit.id)
    .where('revoked_at', 'is', null)
    .execute()
  const path = await addLink(tx, unit.id, now)
  await record(tx, actor, {
    event: 'measures.campaign-link-renewed',
    subject: campaign.id,
    subjectKind: 'measures.campaign',
    details: { request: unit.id },
  })
  return { path, unit: unit.name }
}
