import { type Step, StepTrack, useRender } from '../../../platform/ui/index.ts'
import type { State } from '../domain.ts'

/** The way of a hand-over as its head shows it; asked back is still offered. */
const way = ['prepared', 'offered', 'accepted', 'firstAppointment', 'completed'] as const

/** The end that is none of the usual ones stands in place of what would have come. */
const stops: Partial<Record<State, readonly State[]>> = {
  declined: ['prepared', 'offered', 'declined'],
  withdrawn: ['prepared', 'offered', 'withdrawn'],
}

/** Where a hand-over is on its way. */
export function HandoverTrack({ state }: { state: State }) {
  const { t } = useRender()
  const states = stops[state] ?? way
  const at = states.indexOf(state === 'askedBack' ? 'offered' : state)
  const isOver = state === 'completed'
  const steps: readonly Step[] = states.map((one, index) => ({
    label: t(`journeys.track.${one === 'prepared' && at === 0 ? 'preparing' : one}`),
    state: index < at || (isOver && index === at) ? 'past' : index === at ? 'current' : 'next',
  }))
  return <StepTrack label={t('journeys.track.label')} steps={steps} />
}
