/** Reminding of days that have passed, and telling the heads of both teams: jobs of the night, mails without a word of the person. */
import type { Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { addWorkingDays } from '../../kernel/workingdays.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { JobHandler, JobRun, Schedule } from '../../platform/jobs/index.ts'
import { sendMail } from '../../platform/mail/index.ts'
import { tables } from './access.ts'
import { turns } from './deadlines.ts'
import type { State } from './domain.ts'
import { escalationsPath, inboxPath } from './paths.ts'
import { readDeadlines } from './setting.ts'
import { headsOf, teamOf } from './team.ts'

type Stage = 'reminder' | 'escalation'

/** Hand-overs that one run takes; what is left is taken by the next. */
const mostOfRun = 2000

/** Reminds and escalates what is due today. Running twice on one day tells nobody twice. */
export const remindAll: JobHandler = async (run) => {
  const today = run.clock.today()
  const { answerDays, escalationDays } = (await readDeadlines(run.tx)).value
  const late = addWorkingDays(today, Math.min(0, answerDays - escalationDays), run.tenant.land)
  await tell(run, 'reminder', today, ['offered', 'askedBack', 'accepted'])
  await tell(run, 'escalation', late, ['offered', 'askedBack'])
}

/** Tells of all hand-overs in these states that were due until a day and of which nobody was told yet. */
async function tell({ tx, clock }: JobRun, stage: Stage, until: Day, states: readonly State[]): Promise<void> {
  const due = await dueUntil(tx, stage, until, states)
  if (due.length === 0) return
  const today = clock.today()
  const now = clock.now()
  await tables(tx)
    .insertInto('handover_reminder')
    .values(
      due.map((one) => ({
        id: newId<'handover-reminder'>(now),
        handover_id: one.id,
        controller_id: one.controllerId,
        stage,
        reply_by: one.replyBy,
        interface_id: one.interfaceId,
        from_organisation_id: one.fromOrganisationId,
        to_organisation_id: one.toOrganisationId,
        sent_on: today,
        settled_on: null,
      })),
    )
    .execute()
  const told = new Map<string, number>()
  const memory = new Map<string, readonly { readonly id: Id<'user'> }[]>()
  for (const one of due)
    for (const member of await receiversOf(tx, stage, one, today, memory)) told.set(member, (told.get(member) ?? 0) + 1)
  await mailTo(tx, stage, told, now)
  await record(tx, 'system', {
    event: stage === 'reminder' ? 'journeys.reminded' : 'journeys.escalated',
    subjectKind: 'journeys.handover',
    details: { handovers: due.map(({ id }) => id) },
  })
}

type Due = Awaited<ReturnType<typeof dueUntil>>[number]

/** Held until the end, so that a second run at the same time waits and then finds none. */
function dueUntil(tx: Tx, stage: Stage, until: Day, states: readonly State[]) {
  return tables(tx)
    .selectFrom('handover')
    .select([
      'id',
      'controller_id as controllerId',
      'interface_id as interfaceId',
      'from_organisation_id as fromOrganisationId',
      'to_organisation_id as toOrganisationId',
      'assigned_to as assignedTo',
      'sent_by as sentBy',
      'state',
      'reply_by as replyBy',
    ])
    .where('ended_on', 'is', null)
    .where('reply_by', '<=', until)
    .where('state', 'in', states)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('handover_reminder')
            .select('handover_reminder.id')
            .whereRef('handover_reminder.handover_id', '=', 'handover.id')
            .whereRef('handover_reminder.reply_by', '=', 'handover.reply_by')
            .where('stage', '=', stage),
        ),
      ),
    )
    .orderBy('reply_by')
    .orderBy('id')
    .limit(mostOfRun)
    .$narrowType<{ replyBy: Day }>()
    .forUpdate()
    .execute()
}

/** Whom to tell: whose turn it is, or the heads of both teams. */
async function receiversOf(
  tx: Tx,
  stage: Stage,
  of: Due,
  today: Day,
  memory: Map<string, readonly { readonly id: Id<'user'> }[]>,
): Promise<readonly Id<'user'>[]> {
  const ask = async (which: typeof teamOf, name: string, organisation: Id<'organisation'>) => {
    const key = `${name} ${organisation}`
    const known = memory.get(key) ?? (await which(tx, organisation, today))
    memory.set(key, known)
    return known.map(({ id }) => id)
  }
  if (stage === 'escalation')
    return [
      ...new Set([
        ...(await ask(headsOf, 'heads', of.fromOrganisationId)),
        ...(await ask(headsOf, 'heads', of.toOrganisationId)),
      ]),
    ]
  const isSender = turns[of.state] === 'sender'
  const owner = isSender ? of.sentBy : of.assignedTo
  return owner ? [owner] : await ask(teamOf, 'team', isSender ? of.fromOrganisationId : of.toOrganisationId)
}

/** One mail for each member, with how many there are and where. Members of a demo have no address and get none. */
async function mailTo(tx: Tx, stage: Stage, told: ReadonlyMap<string, number>, now: number): Promise<void> {
  if (told.size === 0) return
  const members = await tables(tx)
    .selectFrom('membership')
    .select(['id', 'email'])
    .where('id', 'in', [...told.keys()] as Id<'user'>[])
    .execute()
  for (const { id, email } of members) {
    if (!email) continue
    await sendMail(
      tx,
      {
        to: email,
        template: `journeys.${stage}`,
        locale: 'de',
        speaksReceiver: true,
        values: { count: told.get(id) ?? 0 },
        links: { link: stage === 'reminder' ? inboxPath : escalationsPath },
        about: { kind: 'member', id },
      },
      now,
    )
  }
}

export const handoverJobs = { 'journeys.remind': remindAll }
/** Before offices begin. */
export const handoverSchedules: readonly Schedule[] = [{ job: 'journeys.remind', cron: '30 4 * * *' }]
