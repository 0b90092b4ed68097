import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { addWorkingDays } from '../../../kernel/workingdays.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import { addStep, type Setting } from '../adding.ts'
import { bookedOf, closeBooked, issuesOfAppointment, type NewAppointment, timeOf } from '../appointments.ts'
import { replyDeadline } from '../deadlines.ts'
import { demandOwn, doneMeanwhile, insertAssignment, lockHandover, settleReminders, sideOf } from '../locking.ts'
import { announceMove } from '../news.ts'
import { readDeadlines } from '../setting.ts'

/** The steps that the page showed. */
interface Shown {
  readonly version?: number
}

/**
 * Books the first appointment at the receiver, after the acceptance. It counts for nothing until somebody says that it took
 * place. Either side may enter it. Throws NotFound, Conflict when one is booked already or the state does not wait for one,
 * Invalid for one that does not lie ahead, or too far.
 */
export async function bookAppointment(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { version, ...appointment }: NewAppointment & Shown,
  setting: Setting,
): Promise<void> {
  await lockAccepted(tx, actor, id, version, setting)
  if (await bookedOf(tx, id)) throw new Conflict('journeys-appointment-there')
  await book(tx, actor, id, appointment, setting)
}

/**
 * Says what became of the booked appointment: it took place (then it is the first appointment, on its day), it did not, or it is
 * on another day. Throws Conflict when there is none any more, Invalid for one that took place before its day.
 */
export async function settleAppointment(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  settled: Shown & {
    readonly happened: 'tookPlace' | 'missed' | 'moved'
    /** Where it was moved. */
    readonly to?: NewAppointment | undefined
  },
  setting: Setting,
): Promise<void> {
  const { clock } = setting
  await lockAccepted(tx, actor, id, settled.version, setting)
  const booked = await bookedOf(tx, id)
  if (!booked) throw new Conflict('journeys-appointment-gone')
  const today = clock.today()
  if (settled.happened === 'tookPlace') {
    if (booked.heldOn > today) throw new Invalid([{ field: 'happened', code: 'journeys-appointment-ahead' }])
    // The step closes the booking.
    await addStep(tx, actor, id, { kind: 'firstAppointment', occurredOn: booked.heldOn }, setting)
    return
  }
  if (settled.happened === 'moved' && !settled.to) throw new Invalid([{ field: 'movedOn', code: 'required' }])
  // What is called off before its day did not fail to take place.
  const isCalledOff = settled.happened === 'missed' && booked.heldOn > today
  await closeBooked(tx, actor.userId, id, isCalledOff ? 'cancelled' : settled.happened, clock.now())
  if (settled.happened === 'moved' && settled.to) {
    await book(tx, actor, id, settled.to, setting, 'movedOn')
    return
  }
  const deadlines = (await readDeadlines(tx)).value
  await tables(tx)
    .updateTable('handover')
    .set((eb) => ({ reply_by: replyDeadline(today, setting.tenant.land, deadlines), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    event: isCalledOff ? 'journeys.appointment-cancelled' : 'journeys.appointment-missed',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { heldOn: booked.heldOn },
  })
  await announceMove(tx, id)
}

/** The row locked, accepted and nobody else's; an unowned one becomes that of whoever of the receivers acts. */
async function lockAccepted(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  version: number | undefined,
  { clock }: Setting,
): Promise<void> {
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  if (handover.state !== 'accepted' || (version !== undefined && version !== handover.version))
    throw await doneMeanwhile(tx, handover, version, 'journeys-appointment-not-open')
  if (sideOf(handover, acting) === 'sender') return
  await demandOwn(tx, actor, id, handover.assigned_to)
  if (handover.assigned_to === null) await insertAssignment(tx, actor, acting, id, actor.userId, clock)
}

async function book(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  appointment: NewAppointment,
  { clock, tenant }: Setting,
  field = 'occurredOn',
): Promise<void> {
  const acting = demandHandingOver(actor)
  const issues = issuesOfAppointment(appointment, clock.today(), timeOf(clock.now()), field)
  if (issues.length > 0) throw new Invalid(issues)
  await insertAppointment(tx, id, { ...acting, by: actor.userId }, appointment, clock.now())
  await tables(tx)
    .updateTable('handover')
    .set((eb) => ({ reply_by: addWorkingDays(appointment.heldOn, 1, tenant.land), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await settleReminders(tx, id, clock.today())
  await record(tx, actor, {
    event: 'journeys.appointment-booked',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { heldOn: appointment.heldOn, interpreter: appointment.interpreterNeeded ?? false },
  })
  await announceMove(tx, id)
}

/** Writes the row of a booking and nothing else. */
export async function insertAppointment(
  tx: Tx,
  id: Id<'handover'>,
  side: {
    readonly organisationId: Id<'organisation'>
    readonly controllerId: Id<'organisation'>
    /** Null: by a link. */
    readonly by: Id<'user'> | null
  },
  { heldOn, beginsAt, place, interpreterNeeded = false, interpreterLanguage }: NewAppointment,
  now: number,
): Promise<void> {
  await tables(tx)
    .insertInto('handover_appointment')
    .values({
      id: newPublicId<'handover-appointment'>(),
      handover_id: id,
      controller_id: side.controllerId,
      organisation_id: side.organisationId,
      held_on: heldOn,
      begins_at: beginsAt ?? null,
      place: place ?? null,
      interpreter_needed: interpreterNeeded,
      interpreter_language: interpreterNeeded ? (interpreterLanguage ?? null) : null,
      state: 'booked',
      booked_by: side.by,
      booked_at: new Date(now),
      settled_by: null,
      settled_at: null,
    })
    .execute()
}
