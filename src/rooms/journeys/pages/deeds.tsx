import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { type HandoverKind, mayFollow } from '../domain.ts'
import { isAfterOver } from '../reading.ts'
import {
  Accept,
  Acknowledge,
  Answer,
  Arrive,
  Ask,
  Complete,
  Decline,
  type DeedsProps,
  RecordHeard,
  Withdraw,
} from './deedforms.tsx'
import { Afterwards, Correct, Settle } from './laterforms.tsx'

/** What the reader may do now: the next step open, the others folded. Nothing where the other side has to move. */
export function Deeds(props: DeedsProps) {
  const { t, today } = useRender()
  const { of, mayGive } = props
  const may = (kind: HandoverKind) => mayFollow(of.state, kind, of.side) && (of.side === 'receiver' || mayGive)
  const shown: ReactNode[] = of.side === 'receiver' ? receiving(props, may, today) : giving(props, may, today)
  if (shown.length === 0) return null
  return (
    <Section title={t('journeys.deeds.title')}>
      <Stack>{shown}</Stack>
    </Section>
  )
}

type May = (kind: HandoverKind) => boolean

function receiving(props: DeedsProps, may: May, today: Day): ReactNode[] {
  const { change, of } = props
  const shown: ReactNode[] = []
  if (may('accepted')) shown.push(<Accept key="accept" {...props} />)
  if (change && change.acknowledgedOn === null && ['accepted', 'firstAppointment', 'completed'].includes(of.state))
    shown.push(<Acknowledge key="acknowledge" {...props} />)
  if (props.booked && may('firstAppointment')) shown.push(<Settle key="settle" {...props} />)
  else if (may('firstAppointment')) shown.push(<Arrive key="arrive" {...props} folded={of.state !== 'accepted'} />)
  if (may('completed')) shown.push(<Complete key="complete" {...props} />)
  if (may('askedBack')) shown.push(<Ask key="ask" {...props} />)
  if (may('declined')) shown.push(<Decline key="decline" {...props} />)
  return [...shown, ...later(props, today)]
}

function giving(props: DeedsProps, may: May, today: Day): ReactNode[] {
  const { of } = props
  const shown: ReactNode[] = []
  if (of.state === 'askedBack' && may('offered')) shown.push(<Answer key="answer" {...props} />)
  if (may('accepted')) shown.push(<RecordHeard key="record" {...props} />)
  if (props.booked && may('firstAppointment')) shown.push(<Settle key="settle" {...props} folded />)
  else if (may('firstAppointment')) shown.push(<Arrive key="arrive" {...props} folded />)
  if (may('completed')) shown.push(<Complete key="complete" {...props} folded />)
  if (may('withdrawn')) shown.push(<Withdraw key="withdraw" {...props} />)
  return props.mayGive ? [...shown, ...later(props, today)] : shown
}

/** What either side may do besides: agree on the time after the end, take back what it recorded wrongly. */
function later(props: DeedsProps, today: Day): ReactNode[] {
  const shown: ReactNode[] = []
  // While it is being completed the form of that asks for it too.
  const { state, afterUntil } = props.of
  if ((state === 'completed' && !isAfterOver(props.of, today)) || (state === 'firstAppointment' && afterUntil !== null))
    shown.push(<Afterwards key="after" {...props} />)
  if (props.wrong) shown.push(<Correct key="correct" {...props} />)
  return shown
}
