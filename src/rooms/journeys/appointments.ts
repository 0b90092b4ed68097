/** First appointments that are booked: rules as values, and reading them. */
import { addDays, type Day } from '../../kernel/day.ts'
import type { Issue } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import type { AppointmentState } from './domain.ts'

/** What somebody says of a booked appointment: that it was, was not, or is on another day. */
export const outcomesOfAppointment = ['tookPlace', 'missed', 'moved'] as const

/** When and where the first appointment is to be. */
export interface NewAppointment {
  readonly heldOn: Day
  /** `14:00`, German time. */
  readonly beginsAt?: string | undefined
  readonly place?: string | undefined
  readonly interpreterNeeded?: boolean | undefined
  /** BCP 47. */
  readonly interpreterLanguage?: string | undefined
}

export interface Appointment {
  readonly id: Id<'handover-appointment'>
  readonly heldOn: Day
  readonly beginsAt: string | null
  readonly place: string | null
  readonly interpreterNeeded: boolean
  readonly interpreterLanguage: string | null
  readonly state: AppointmentState
}

/** Whether an appointment is still to come: on a later day, or later today. `time`: `14:00`, now in Germany. */
export const isAhead = ({ heldOn, beginsAt }: NewAppointment, today: Day, time: string): boolean =>
  heldOn > today || (heldOn === today && beginsAt !== undefined && beginsAt > time)

/**
 * The furthest a first appointment may lie ahead, in days. No office books one for later; a year typed wrongly would keep the
 * hand-over from every reminder, and the link of a partner open, until then.
 */
export const mostDaysAhead = 365

/** What cannot be right about an appointment that is booked. `field`: where its day was typed. */
export function issuesOfAppointment(
  appointment: NewAppointment,
  today: Day,
  time: string,
  field = 'occurredOn',
): Issue[] {
  if (!isAhead(appointment, today, time)) return [{ field, code: 'journeys-day-past' }]
  return appointment.heldOn > addDays(today, mostDaysAhead)
    ? [{ field, code: 'journeys-appointment-too-far', values: { days: mostDaysAhead } }]
    : []
}

const germanTime = new Intl.DateTimeFormat('de-DE', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Europe/Berlin',
})

/** The time of day in Germany, `14:00`. `at`: milliseconds since 1970. */
export const timeOf = (at: number): string => germanTime.format(at)

/** The appointment of a hand-over that is still booked; the caller may see the hand-over. */
export async function bookedOf(tx: Tx, id: Id<'handover'>): Promise<Appointment | undefined> {
  return (await bookedOfAll(tx, [id])).get(id)
}

/** The same of several, by hand-over: one is booked at a time. */
export async function bookedOfAll(
  tx: Tx,
  ids: readonly Id<'handover'>[],
): Promise<ReadonlyMap<Id<'handover'>, Appointment>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('handover_appointment')
    .select([
      'handover_id',
      'id',
      'held_on as heldOn',
      'begins_at as beginsAt',
      'place',
      'interpreter_needed as interpreterNeeded',
      'interpreter_language as interpreterLanguage',
      'state',
    ])
    .where('handover_id', 'in', ids)
    .where('state', '=', 'booked')
    .execute()
  return new Map(rows.map(({ handover_id: id, ...appointment }) => [id, appointment]))
}

/** Closes the booking that is still open, if there is one. */
export async function closeBooked(
  tx: Tx,
  by: Id<'user'> | null,
  id: Id<'handover'>,
  state: Exclude<AppointmentState, 'booked'>,
  now: number,
): Promise<void> {
  await tables(tx)
    .updateTable('handover_appointment')
    .set({ state, settled_by: by, settled_at: new Date(now) })
    .where('handover_id', '=', id)
    .where('state', '=', 'booked')
    .execute()
}
