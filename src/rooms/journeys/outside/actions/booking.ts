import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { addWorkingDays } from '../../../../kernel/workingdays.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { insertAppointment } from '../../actions/appointment.ts'
import type { Setting } from '../../adding.ts'
import { bookedOf, closeBooked, issuesOfAppointment, type NewAppointment, timeOf } from '../../appointments.ts'
import { settleReminders } from '../../locking.ts'
import { announceMove } from '../../news.ts'
import { lastDayOf } from '../domain/link.ts'
import type { UsableLink } from '../queries/links.ts'
import { findVisited } from '../queries/visited.ts'
import { tables } from '../tables.ts'

/**
 * Books the first appointment as the organisation that the link was made for, in place of one that was booked. It counts once
 * somebody says that it took place; the link stays open for that. `label`: who books, as they write it themselves. Throws Conflict when something was done meanwhile, Invalid for a day that cannot be right.
 */
export async function bookByLink(
  tx: Tx,
  link: UsableLink,
  { version, label, ...appointment }: NewAppointment & { readonly version: number; readonly label: string },
  { clock, tenant }: Setting,
): Promise<void> {
  const of = await findVisited(tx, link, true)
  if (of?.state !== 'accepted') throw new Conflict('journeys-appointment-not-open')
  if (of.version !== version || of.assignedTo !== null) throw new Conflict('journeys-outside-meanwhile')
  const now = clock.now()
  const today = clock.today()
  const issues = issuesOfAppointment(appointment, today, timeOf(now))
  if (issues.length > 0) throw new Invalid(issues)
  if (await bookedOf(tx, of.id)) await closeBooked(tx, null, of.id, 'moved', now)
  const side = { organisationId: link.addressedId, controllerId: of.toControllerId ?? link.addressedId, by: null }
  await insertAppointment(tx, of.id, side, appointment, now)
  const replyBy = addWorkingDays(appointment.heldOn, 1, tenant.land)
  await tables(tx)
    .updateTable('handover')
    .set((eb) => ({ reply_by: replyBy, version: eb('version', '+', 1) }))
    .where('id', '=', of.id)
    .execute()
  await tables(tx)
    .updateTable('outside_link')
    .set({
      lasts_until: lastDayOf('accepted', replyBy, today),
      booked_at: new Date(now),
      booked_label: label,
    })
    .where('id', '=', link.id)
    .execute()
  await settleReminders(tx, of.id, today)
  await record(tx, 'unknown', {
    event: 'journeys.appointment-booked',
    subject: of.id,
    subjectKind: 'journeys.handover',
    details: { by: 'link', link: link.id, heldOn: appointment.heldOn },
  })
  await announceMove(tx, of.id)
}
