import type { Day } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { languageName } from '../../../platform/i18n/index.ts'
import { Meta, Name, Parts, Path, State, type StateKind, useRender } from '../../../platform/ui/index.ts'
import type { Appointment } from '../appointments.ts'
import { standingOf, turns } from '../deadlines.ts'
import type { State as HandoverState, Side, Sides } from '../domain.ts'
import type { InterfaceName } from '../names.ts'

const shapes: Readonly<Record<HandoverState, StateKind>> = {
  prepared: 'open',
  offered: 'open',
  askedBack: 'attention',
  accepted: 'progress',
  firstAppointment: 'done',
  completed: 'finished',
  declined: 'declined',
  withdrawn: 'declined',
}

/** The state as shape and words; who it is known from where that is one side alone. */
export function StateWord({
  state,
  reason,
  sides,
  booked,
}: {
  state: HandoverState
  reason?: string | null
  sides?: Sides
  /** The first appointment is booked. */
  booked?: boolean
}) {
  const { t } = useRender()
  const words = t(`journeys.stands.${booked ? 'booked' : state}`)
  const known = ['accepted', 'declined', 'firstAppointment', 'completed'].includes(state) && sides !== undefined
  return (
    <State kind={shapes[state]}>
      {state === 'declined' && reason ? `${words}: ${reason}` : words}
      {known && sides !== 'both' && ` (${t(`journeys.known.${sides}`)})`}
    </State>
  )
}

export interface DueProps {
  readonly state: HandoverState
  readonly replyBy: Day | null
  readonly side: Side
  readonly land: Land
}

/** How the day by which somebody should move stands to today: `in 2 Arbeitstagen`, `vor 4 Arbeitstagen`. Late is marked for whose turn it is and for who waits. */
export function Due({ state, replyBy, land }: DueProps) {
  const { t, format, today } = useRender()
  if (turns[state] === null || replyBy === null)
    return <span className="nl-muted">{t(turns[state] === null ? 'journeys.due.answered' : 'journeys.due.none')}</span>
  const standing = standingOf(replyBy, today, land)
  const words = t(`journeys.due.${standing.kind}`, { days: standing.workingDays })
  return (
    <>
      {standing.kind === 'past' ? <State kind="late">{words}</State> : <strong className="nl-strong">{words}</strong>}
      <Meta>{format.day(replyBy)}</Meta>
    </>
  )
}

/** "27.11.2026, 14:00 Uhr · Rathaus, Zimmer 12 · Sprachmittlung Arabisch nötig" */
export function AppointmentWords({
  of,
}: {
  of: Pick<Appointment, 'heldOn' | 'beginsAt' | 'place' | 'interpreterNeeded' | 'interpreterLanguage'>
}) {
  const { t, format, locale } = useRender()
  const parts = [
    of.beginsAt
      ? t('journeys.appointment.at', { day: format.day(of.heldOn), time: of.beginsAt })
      : format.day(of.heldOn),
    of.place && <Name key="place">{of.place}</Name>,
    of.interpreterNeeded &&
      t(`journeys.appointment.${of.interpreterLanguage ? 'interpreter-for' : 'interpreter'}`, {
        language: of.interpreterLanguage ? languageName(of.interpreterLanguage, locale) : '',
      }),
  ].filter(Boolean)
  return <Parts parts={parts} />
}

/** What a hand-over passes through: two regimes with an arrow, or the name of the interface. */
export function Way({ of }: { of: InterfaceName }) {
  return of.laws ? <Path from={of.laws.from} to={of.laws.to} /> : <bdi lang="de">{of.name}</bdi>
}

/** The same as plain words, for titles and inboxes. */
export const wayWords = ({ laws, name }: InterfaceName) => (laws ? `${laws.from} → ${laws.to}` : name)
