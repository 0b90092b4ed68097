import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import type { Campaign } from '../queries/campaigns.ts'
import { previewOf, type UnitToAsk } from '../queries/choosing.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'
import { addLink } from './links.ts'
import { takeStep, writeCampaign } from './taking.ts'

export interface MadeLink {
  readonly unit: string
  readonly measures: number
  readonly mailbox: string | null
  /** Below the tenant; shown once. */
  readonly path: string
}

/** Keeps the mailboxes that somebody typed for a campaign that has not started. Throws Conflict. */
export async function setMailboxes(
  tx: Tx,
  actor: Actor,
  id: string,
  mailboxes: ReadonlyMap<string, string>,
): Promise<void> {
  const { campaign } = await takeStep(tx, actor, id, 'change')
  await tables(tx).deleteFrom('campaign_mailbox').where('campaign_id', '=', campaign.id).execute()
  if (mailboxes.size === 0) return
  await tables(tx)
    .insertInto('campaign_mailbox')
    .values(
      [...mailboxes].map(([organisation, mailbox]) => ({
        campaign_id: campaign.id,
        organisation_id: organisation as Id<'organisation'>,
        mailbox,
      })),
    )
    .execute()
}

/**
 * Asks: fixes which measures belong to the campaign, gives every responsible unit its link, and writes to those with a
 * mailbox. Returns the links, which nobody can see a second time. Throws Conflict, ChangedMeanwhile, and Invalid when there
 * is nobody to ask.
 */
export async function startCampaign(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  version: number,
): Promise<MadeLink[]> {
  const { campaign, next } = await takeStep(tx, actor, id, 'start')
  const { units } = await previewOf(tx, actor, campaign, setting.today)
  if (units.length === 0) throw new Invalid([{ field: '', code: 'measures-nobody-to-ask' }])
  await writeCampaign(tx, actor, campaign, version, { state: next, started_at: new Date(setting.now) })
  const links: MadeLink[] = []
  for (const unit of units) links.push(await ask(tx, campaign, unit, setting))
  await record(tx, actor, {
    event: 'measures.campaign-started',
    subject: campaign.id,
    subjectKind: 'measures.campaign',
    details: { units: units.length, measures: units.reduce((sum, unit) => sum + unit.measures.length, 0) },
  })
  return links
}

async function ask(tx: Tx, campaign: Campaign, unit: UnitToAsk, { now }: Setting): Promise<MadeLink> {
  const request = await addRequest(tx, campaign.id, unit, new Date(now))
  const path = await addLink(tx, request, now)
  if (unit.mailbox) {
    await sendMail(
      tx,
      {
        to: unit.mailbox,
        template: 'measures.campaign-asked',
        locale: 'de',
        speaksReceiver: true,
        values: mailValues(campaign, unit.measures.length),
        links: { link: path },
        about: { kind: 'measures.campaign', id: campaign.id },
      },
      now,
    )
  }
  return { unit: unit.name, measures: unit.measures.length, mailbox: unit.mailbox, path }
}

/** The rows of one unit that is asked. */
export async function addRequest(
  tx: Tx,
  campaign: Id<'campaign'>,
  unit: UnitToAsk,
  at: Date,
): Promise<Id<'campaign-request'>> {
  const id = newId<'campaign-request'>()
  await tables(tx)
    .insertInto('campaign_request')
    .values({
      id,
      campaign_id: campaign,
      organisation_id: unit.id,
      organisation_name: unit.name,
      mailbox: unit.mailbox,
      asked_at: at,
      sent_at: null,
      sent_by_label: null,
    })
    .execute()
  await tables(tx)
    .insertInto('campaign_item')
    .values(
      unit.measures.map((measure, index) => ({
        id: newId<'campaign-item'>(),
        request_id: id,
        measure_id: measure.id,
        position: index + 1,
        number: measure.number,
        title: measure.title,
        measure_state: measure.state,
        stalled: measure.stalled,
        last_report_id: measure.lastReportId,
        report_id: null,
      })),
    )
    .execute()
  return id
}

/** What the mails of a campaign name. */
export function mailValues(
  campaign: Pick<Campaign, 'title' | 'referenceDay' | 'dueOn' | 'askedBy' | 'contact'>,
  count: number,
) {
  const format = createFormat('de')
  return {
    title: campaign.title,
    askedBy: campaign.askedBy,
    referenceDay: format.day(campaign.referenceDay),
    dueOn: format.day(campaign.dueOn),
    count,
    contact: campaign.contact ?? campaign.askedBy,
  }
}
