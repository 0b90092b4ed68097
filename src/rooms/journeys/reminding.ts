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
import { givingTeamOf, headsOf, type Told, type ToldAs, teamOf, withDeputies } from './team.ts'

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
  const reminders = due.map((one) => ({ ...one, reminder: newId<'handover-reminder'>(now) }))
  await tables(tx)
    .insertInto('handover_reminder')
    .values(
      reminders.map((one) => ({
        id: one.reminder,
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
  const memory: Memory = new Map()
  const told: (Told & { readonly handover: Id<'handover'> })[] = []
  for (const one of due)
    for (const member of await receiversOf(tx, stage, one, today, memory)) told.push({ ...member, handover: one.id })
  await noteTold(tx, reminders, told)
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

type Memory = Map<string, readonly Told[]>

/**
 * Whom to tell, each once and never nobody: whose turn it is with whoever stands in for them, else the team, else its heads; an
 * escalation goes to the heads of both teams.
 */
async function receiversOf(tx: Tx, stage: Stage, of: Due, today: Day, memory: Memory): Promise<readonly Told[]> {
  const once = async (key: string, ask: () => Promise<readonly Told[]>): Promise<readonly Told[]> => {
    const known = memory.get(key) ?? (await ask())
    memory.set(key, known)
    return known
  }
  const heads = (organisation: Id<'organisation'>) =>
    once(`heads ${organisation}`, () => headsOf(tx, organisation, today))
  if (stage === 'escalation')
    return byMember([...(await heads(of.fromOrganisationId)), ...(await heads(of.toOrganisationId))])
  const isSender = turns[of.state] === 'sender'
  const organisation = isSender ? of.fromOrganisationId : of.toOrganisationId
  const team = await once(`team ${isSender} ${organisation}`, async () =>
    (await (isSender ? givingTeamOf : teamOf)(tx, organisation, today)).map(({ id }) => ({ id, as: 'team' as const })),
  )
  const owner = isSender ? of.sentBy : of.assignedTo
  // Who has left the team is not reminded: the team is.
  if (owner && team.some(({ id }) => id === owner))
    return byMember(await once(`owner ${owner}`, () => withDeputies(tx, [{ id: owner }], 'owner', today)))
  return team.length > 0 ? team : byMember(await heads(organisation))
}

/** Somebody who is to be told as two things is told once, as the first. */
const byMember = (told: readonly Told[]): readonly Told[] => [
  ...new Map(told.toReversed().map((one) => [one.id, one])).values(),
]

/** Writes whom a reminder reached, for the course of the hand-over. */
async function noteTold(
  tx: Tx,
  reminders: readonly (Due & { readonly reminder: Id<'handover-reminder'> })[],
  told: readonly (Told & { readonly handover: Id<'handover'> })[],
): Promise<void> {
  const of = new Map(reminders.map((one) => [one.id, one]))
  const rows = told.flatMap(({ id, as, handover }) => {
    const one = of.get(handover)
    if (!one) return []
    const { reminder: reminder_id, controllerId: controller_id } = one
    return [{ reminder_id, member_id: id, handover_id: handover, controller_id, told_as: as }]
  })
  for (let at = 0; at < rows.length; at += 1000)
    await tables(tx)
      .insertInto('handover_told')
      .values(rows.slice(at, at + 1000))
      .execute()
}

/**
 * One mail for each member, with how many there are and where. Members of a demo have no address and get none. The
 * administration cannot open the list of escalations: it is asked to name somebody who leads.
 */
async function mailTo(tx: Tx, stage: Stage, told: readonly Told[], now: number): Promise<void> {
  if (told.length === 0) return
  const counts = new Map<Id<'user'>, { count: number; as: ToldAs }>()
  for (const { id, as } of told) counts.set(id, { count: (counts.get(id)?.count ?? 0) + 1, as })
  const members = await tables(tx)
    .selectFrom('membership')
    .select(['id', 'email'])
    .where('id', 'in', [...counts.keys()])
    .execute()
  for (const { id, email } of members) {
    if (!email) continue
    const { count, as } = counts.get(id) ?? { count: 0, as: 'team' }
    const isUnled = as === 'administrator'
    const isOfHeads = isUnled ? false : stage === 'escalation' || !['owner', 'team', 'deputy'].includes(as)
    await sendMail(
      tx,
      {
        to: email,
        template: isUnled ? 'journeys.unled' : isOfHeads ? 'journeys.escalation' : 'journeys.reminder',
        locale: 'de',
        speaksReceiver: true,
        values: { count },
        links: { link: isUnled ? '/admin/users' : isOfHeads ? escalationsPath : inboxPath },
        about: { kind: 'member', id },
      },
      now,
    )
  }
}

export const handoverJobs = { 'journeys.remind': remindAll }
/** Before offices begin. */
export const handoverSchedules: readonly Schedule[] = [{ job: 'journeys.remind', cron: '30 4 * * *' }]
