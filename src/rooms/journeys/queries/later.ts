/** What the history of a hand-over tells besides steps and who had it: appointments, reminders, the time after the end. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Appointment } from '../appointments.ts'
import type { AppointmentState } from '../domain.ts'
import type { ToldAs } from '../team.ts'

export type LaterHappened =
  | { readonly kind: 'booked'; readonly appointment: Appointment }
  | { readonly kind: 'settled'; readonly state: Exclude<AppointmentState, 'booked'>; readonly heldOn: Day }
  | { readonly kind: 'after'; readonly until: Day; readonly norm: string }
  | {
      readonly kind: 'told'
      readonly stage: 'reminder' | 'escalation'
      readonly on: Day
      /** Names of members by what they were told as. */
      readonly members: readonly { readonly name: string; readonly as: ToldAs }[]
    }

interface Later {
  readonly key: string
  readonly what: LaterHappened
  readonly organisationId: Id<'organisation'> | null
  readonly who: string | null
  readonly at: Date
}

const most = 100

/** For a hand-over that the caller may see. */
export async function laterOf(tx: Tx, id: Id<'handover'>): Promise<readonly Later[]> {
  return [...(await appointmentsOf(tx, id)), ...(await aftersOf(tx, id)), ...(await toldOf(tx, id))]
}

async function appointmentsOf(tx: Tx, id: Id<'handover'>): Promise<readonly Later[]> {
  const rows = await tables(tx)
    .selectFrom('handover_appointment as one')
    .leftJoin('membership as booker', 'booker.id', 'one.booked_by')
    .leftJoin('membership as settler', 'settler.id', 'one.settled_by')
    .select([
      'one.id',
      'one.held_on as heldOn',
      'one.begins_at as beginsAt',
      'one.place',
      'one.interpreter_needed as interpreterNeeded',
      'one.interpreter_language as interpreterLanguage',
      'one.state',
      'one.organisation_id as organisationId',
      'one.booked_at as bookedAt',
      'one.settled_at as settledAt',
      'booker.name as bookedBy',
      'settler.name as settledBy',
    ])
    .where('one.handover_id', '=', id)
    .orderBy('one.booked_at', 'desc')
    .orderBy('one.id')
    .limit(most)
    .execute()
  return rows.flatMap(({ organisationId, bookedAt, settledAt, bookedBy, settledBy, ...appointment }): Later[] => [
    {
      key: `${appointment.id} booked`,
      what: { kind: 'booked', appointment },
      organisationId,
      who: bookedBy,
      at: bookedAt,
    },
    // That it took place stands there as the step.
    ...(settledAt !== null && appointment.state !== 'booked' && appointment.state !== 'tookPlace'
      ? [
          {
            key: `${appointment.id} settled`,
            what: { kind: 'settled' as const, state: appointment.state, heldOn: appointment.heldOn },
            organisationId: null,
            who: settledBy,
            at: settledAt,
          },
        ]
      : []),
  ])
}

async function aftersOf(tx: Tx, id: Id<'handover'>): Promise<readonly Later[]> {
  const rows = await tables(tx)
    .selectFrom('handover_after')
    .leftJoin('membership', 'membership.id', 'handover_after.set_by')
    .select([
      'handover_after.id as key',
      'after_until as until',
      'after_norm as norm',
      'handover_after.organisation_id as organisationId',
      'membership.name as who',
      'set_at as at',
    ])
    .where('handover_id', '=', id)
    .orderBy('set_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ until, norm, ...row }) => ({ ...row, what: { kind: 'after', until, norm } }))
}

/** Reminders and escalations, with whom they reached. */
async function toldOf(tx: Tx, id: Id<'handover'>): Promise<readonly Later[]> {
  const reminders = await tables(tx)
    .selectFrom('handover_reminder')
    .select(['id', 'stage', 'sent_on as on'])
    .where('handover_id', '=', id)
    .where('stage', 'in', ['reminder', 'escalation'])
    .$narrowType<{ stage: 'reminder' | 'escalation' }>()
    .orderBy('sent_on', 'desc')
    .limit(most)
    .execute()
  if (reminders.length === 0) return []
  const told = await tables(tx)
    .selectFrom('handover_told')
    .innerJoin('membership', 'membership.id', 'handover_told.member_id')
    .select(['reminder_id as reminder', 'membership.name', 'told_as as as'])
    .where('handover_id', '=', id)
    .orderBy('membership.name')
    .limit(most * 4)
    .execute()
  return reminders.map(({ id: key, stage, on }) => ({
    key,
    what: { kind: 'told', stage, on, members: told.filter(({ reminder }) => reminder === key) },
    organisationId: null,
    who: null,
    // Sent in the night, before offices begin.
    at: new Date(`${on}T04:30:00Z`),
  }))
}
