import { dayOfInstant } from '../../../../kernel/day.ts'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { JobHandler } from '../../../../platform/jobs/index.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import { mayRemind, type Reminded, type ReminderKind, type Stage, stageDue, stages } from '../domain/reminders.ts'
import { type AskedUnit, type Campaign, getUnit, unitsOf } from '../queries/campaigns.ts'
import { berlin, type Setting } from '../setting.ts'
import { tables } from '../tables.ts'
import { mailValues } from './asking.ts'
import { addLink } from './links.ts'
import { takeStep } from './taking.ts'

/** What the rule of reminders has to know of a unit, for one last day. */
export function remindedOf(unit: Pick<AskedUnit, 'askedAt' | 'reminders'>, dueOn: Campaign['dueOn']): Reminded {
  return {
    askedOn: dayOfInstant(unit.askedAt.getTime(), berlin),
    lastOn: unit.reminders.at(-1)?.sentOn ?? null,
    stages: unit.reminders
      .filter((reminder) => reminder.dueOn === dueOn)
      .map((reminder) => reminder.stage)
      .filter((stage): stage is Stage => (stages as readonly string[]).includes(stage)),
  }
}

/**
 * Reminds one unit, or all that have open questions, a mailbox, and were not reminded in the last three working days.
 * Returns how many. Throws Conflict when nobody may be reminded now.
 */
export async function remind(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  campaignId: string,
  request: string | undefined,
): Promise<number> {
  const { campaign } = await takeStep(tx, actor, campaignId, 'remind')
  const units = request ? [await getUnit(tx, actor, campaign.id, request)] : await unitsOf(tx, actor, campaign.id)
  const due = units.filter((unit) => canRemind(unit, campaign, setting))
  if (due.length === 0) throw new Conflict('measures-nobody-to-remind')
  for (const unit of due) await send(tx, campaign, unit, 'by-hand', setting, actor.userId)
  await record(tx, actor, {
    event: 'measures.campaign-reminded',
    subject: campaign.id,
    subjectKind: 'measures.campaign',
    details: { requests: due.map((unit) => unit.id) },
  })
  return due.length
}

/** Whether a person may remind a unit on this day. */
export function canRemind(
  unit: AskedUnit,
  campaign: Pick<Campaign, 'dueOn'>,
  { today, land }: Pick<Setting, 'today' | 'land'>,
): boolean {
  return unit.open > 0 && unit.mailbox !== null && mayRemind(today, land, remindedOf(unit, campaign.dueOn))
}

/** Sends the reminders that are due on this day. Running twice on one day sends nothing twice. */
export const remindAll: JobHandler = async ({ tx, tenant, clock }) => {
  const setting: Setting = { today: clock.today(), now: clock.now(), demo: tenant.demo, land: tenant.land }
  // Held until the end, so that a second run at the same time waits and then sees what the first has sent.
  const { rows } = await sql<Campaign>`
    SELECT id, title, reference_day AS "referenceDay", due_on AS "dueOn", asked_by AS "askedBy", contact
    FROM campaign WHERE state = 'asking' ORDER BY id LIMIT 100 FOR UPDATE
  `.execute(tx)
  for (const campaign of rows) {
    for (const unit of await unitsOf(tx, theSystem, campaign.id)) {
      if (unit.open === 0 || unit.mailbox === null) continue
      const stage = stageDue(setting.today, campaign.dueOn, setting.land, remindedOf(unit, campaign.dueOn))
      if (!stage) continue
      await send(tx, campaign, unit, stage, setting, null)
      await record(tx, 'system', {
        event: 'measures.campaign-reminded',
        subject: campaign.id,
        subjectKind: 'measures.campaign',
        details: { requests: [unit.id], stage },
      })
    }
  }
}

/** Reads as the system: everything. */
const theSystem = { roles: ['lead'], userId: '', organisationId: null, controllerId: null } as unknown as Actor

async function send(
  tx: Tx,
  campaign: Campaign,
  unit: AskedUnit,
  stage: ReminderKind,
  { today, now }: Setting,
  by: string | null,
): Promise<void> {
  if (unit.mailbox === null) return
  await tables(tx)
    .insertInto('campaign_reminder')
    .values({
      request_id: unit.id,
      stage,
      due_on: campaign.dueOn,
      sent_on: today,
      sent_at: new Date(now),
      sent_by: by,
    })
    .execute()
  const path = await addLink(tx, unit.id, now)
  await sendMail(
    tx,
    {
      to: unit.mailbox,
      template: today > campaign.dueOn ? 'measures.campaign-overdue' : 'measures.campaign-reminder',
      locale: 'de',
      speaksReceiver: true,
      values: mailValues(campaign, unit.open),
      links: { link: path },
      about: { kind: 'measures.campaign', id: campaign.id },
    },
    now,
  )
}
