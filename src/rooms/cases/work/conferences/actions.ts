import type { z } from 'zod'
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { zone } from '../../../../kernel/zone.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { tables as caseTables } from '../../access.ts'
import { advanced, begun, type Kept, notChangedMeanwhile, type Setting } from '../file.ts'
import { workTables } from '../tables.ts'
import { addTask } from '../tasks/actions.ts'
import { colleagues } from './colleagues.ts'
import type { ChangedConference, Decision, NewConference, NewParticipant } from './forms.ts'
import { getConference } from './queries.ts'

/** Plans a conference, or notes one that was held. Returns its id. */
export async function addConference(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: z.output<typeof NewConference>,
): Promise<string> {
  const id = newId<'conference'>(setting.now)
  await workTables(tx)
    .insertInto('case_conference')
    .values({
      id,
      ...begun(actor, setting, file),
      purpose: input.purpose,
      held_on: input.heldOn,
      begins_at: input.beginsAt ?? null,
      place: input.place ?? null,
      state: input.heldOn > setting.today ? 'planned' : 'held',
      minutes: null,
    })
    .execute()
  await note(tx, actor, file, 'cases.conference-added', id)
  return id
}

/** Changes day, place, state and minutes. Throws ChangedMeanwhile when somebody was faster. */
export async function changeConference(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof ChangedConference>,
): Promise<void> {
  const conference = await getConference(tx, file, id)
  if (input.state === 'held' && input.heldOn > setting.today)
    throw new Invalid([{ field: 'heldOn', code: 'cases-day-in-future' }])
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_conference')
    .set({
      purpose: input.purpose,
      held_on: input.heldOn,
      begins_at: input.beginsAt ?? null,
      place: input.place ?? null,
      state: input.state,
      minutes: input.minutes ?? null,
      ...advanced(actor, setting, input.version),
    })
    .where('id', '=', conference.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_conference', conference.id, numUpdatedRows)
  await note(tx, actor, file, 'cases.conference-changed', id)
}

/** Days for which a conference may let somebody read a file at most. */
const longestReading = 92

/**
 * Adds an organisation that takes part. Only a member of the same controller can be let in to read the file, only when that was
 * chosen, and only until a day: who works for another controller gets what a hand-over shares, nothing else.
 */
export async function addParticipant(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof NewParticipant>,
): Promise<void> {
  const conference = await getConference(tx, file, id)
  const member = input.member ? (await colleagues(tx, file)).find((one) => one.id === input.member) : undefined
  if (input.member && !member) throw new Invalid([{ field: 'member', code: 'not-an-option' }])
  if (input.readsUntil) demandReadable(setting, input.readsUntil)
  const organisationId = input.organisation ?? null
  const named = organisationId ? await nameOf(tx, organisationId, setting.today) : undefined
  await workTables(tx)
    .insertInto('case_conference_participant')
    .values({
      id: newId(setting.now),
      conference_id: conference.id,
      case_id: file.id,
      controller_id: file.controllerId,
      organisation_id: organisationId,
      label: [named, input.label ?? member?.name].filter(Boolean).join(', ').slice(0, 200),
      member_id: input.readsUntil && member ? member.id : null,
      reads_until: input.readsUntil && member ? input.readsUntil : null,
      created_by: actor.userId,
    })
    .execute()
  if (member && input.readsUntil)
    await openFor(tx, actor, setting, file, conference.purpose, member.id, input.readsUntil)
  await note(tx, actor, file, 'cases.participant-added', id)
}

function demandReadable(setting: Setting, until: Day): void {
  const days = daysBetween(setting.today, until)
  if (days < 0) throw new Invalid([{ field: 'readsUntil', code: 'cases-day-in-past' }])
  if (days > longestReading)
    throw new Invalid([{ field: 'readsUntil', code: 'cases-reads-too-long', values: { days: longestReading } }])
}

async function nameOf(tx: Tx, organisationId: Id<'organisation'>, today: Day): Promise<string> {
  const name = (await organisationNames(tx, today)).find(({ id }) => id === organisationId)?.name
  if (!name) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
  return name
}

/** Until the end of the day, German time. */
async function openFor(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  purpose: string,
  userId: string,
  until: Day,
): Promise<void> {
  const midnight = Date.parse(`${until}T24:00:00Z`)
  await caseTables(tx)
    .insertInto('case_opening')
    .values({
      id: newId<'opening'>(setting.now),
      case_id: file.id,
      controller_id: file.controllerId,
      user_id: userId as Id<'user'>,
      kind: 'conference',
      reason: `Fallkonferenz: ${purpose}`.slice(0, 500),
      opened_at: new Date(setting.now),
      until: new Date(midnight - zone('Europe/Berlin').offset(midnight)),
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.conference-opened',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { member: userId, until },
  })
}

/** Puts what was decided on the list of the file. */
export async function addDecision(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof Decision>,
): Promise<void> {
  const conference = await getConference(tx, file, id)
  const task = { ...input, kind: 'task' as const, dueAt: undefined, lastsMinutes: undefined, place: undefined }
  await addTask(tx, actor, setting, file, task, { origin: 'conference', originId: conference.id })
}

async function note(tx: Tx, actor: Actor, file: Kept, event: string, conference: string): Promise<void> {
  await record(tx, actor, { event, subject: file.id, subjectKind: 'cases.file', details: { conference } })
}
