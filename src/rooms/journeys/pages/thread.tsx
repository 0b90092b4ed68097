import type { ReactNode } from 'react'
import type { FormState } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Details,
  Empty,
  Form,
  History,
  type HistoryEntry,
  List,
  Meta,
  Name,
  Parts,
  Section,
  Stack,
  State,
  TextArea,
  useRender,
} from '../../../platform/ui/index.ts'
import { longestMessage } from '../actions/messages.ts'
import type { Names } from '../names.ts'
import { deedPath, deedRoute } from '../paths.ts'
import type { LaterHappened } from '../queries/later.ts'
import type { Opened } from '../queries/opened.ts'
import type { Happened, Message } from '../queries/thread.ts'
import type { Reasons } from '../reasons.ts'
import { toldAs } from '../team.ts'
import { cameBetween } from './notdone.tsx'
import { AppointmentWords } from './words.tsx'

export interface MessagesProps {
  readonly of: Opened
  readonly messages: readonly Message[]
  readonly names: Names
  readonly form: FormState | undefined
  readonly other: string
}

/** Questions and answers between the two sides: written once, never changed. */
export function MessagesPart({ of, messages, names, form, other }: MessagesProps) {
  const { t, format } = useRender()
  const route = deedRoute('message')
  return (
    <Section title={t('journeys.messages.title')} id="messages">
      <Stack>
        {messages.length === 0 ? (
          <Empty title={t('journeys.messages.none')}>{t('journeys.messages.none-next', { other })}</Empty>
        ) : (
          <List
            items={messages.map(({ id, kind, body, organisationId, author, at }) => ({
              key: id,
              content: (
                <>
                  {kind === 'question' && (
                    <>
                      <State kind="attention">{t('journeys.messages.question')}</State>{' '}
                    </>
                  )}
                  <span className="nl-lines">{body}</span>
                </>
              ),
              meta: (
                <Parts
                  parts={[
                    author && <Name key="author">{author}</Name>,
                    <Name key="organisation">{names.organisation(organisationId)}</Name>,
                    format.instant(at),
                  ]}
                />
              ),
            }))}
          />
        )}
        <Details summary={t('journeys.messages.write')} open={form?.route === route}>
          <Form
            action={deedPath(of.id, 'message')}
            route={route}
            state={form}
            labels={{ message: t('journeys.messages.message') }}
            prefix="message-"
            failure={t('journeys.deeds.failure.message')}
            withoutSummary={cameBetween(form) !== undefined}
          >
            <TextArea name="message" hint={t('journeys.messages.hint', { other })} maxLength={longestMessage} />
            <ButtonRow>
              <Button look="secondary">{t('journeys.messages.send')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      </Stack>
    </Section>
  )
}

/** What happened, latest first: steps with the day they happened and who they are known from, and who had it. */
export function HistoryPart({
  entries,
  names,
  reasons,
}: {
  entries: readonly Happened[]
  names: Names
  reasons: Reasons
}) {
  const { t, format } = useRender()
  const words = ({ what }: Happened): ReactNode => {
    if (what.kind === 'assigned')
      return what.to ? t('journeys.history.assigned', { member: what.to }) : t('journeys.history.released')
    if (what.kind !== 'step') return <LaterWords of={what} />
    const step = t(`journeys.history.${what.step}`, { day: format.day(what.on) })
    const reason = reasons.word(what.reason)
    const isHeard =
      what.source !== 'both' &&
      ['askedBack', 'accepted', 'declined', 'firstAppointment', 'completed'].includes(what.step)
    const said = [reason ? `${step}: ${reason}` : step, isHeard && `(${t(`journeys.known.${what.source}`)})`]
      .filter(Boolean)
      .join(' ')
    return what.corrected ? (
      <>
        <s>{said}</s>
        <Meta>
          {t('journeys.history.corrected', { at: format.instant(what.corrected.at), why: what.corrected.why })}
        </Meta>
      </>
    ) : (
      said
    )
  }
  const shown: HistoryEntry[] = entries.map((entry) => ({
    key: entry.key,
    at: entry.at,
    who:
      [...new Set([entry.who, names.organisation(entry.organisationId ?? '')])].filter(Boolean).join(', ') ||
      t('journeys.history.by-platform'),
    what: words(entry),
  }))
  return (
    <Section title={t('journeys.history.title')}>
      <History entries={shown} />
    </Section>
  )
}

/** Appointments, the time after the end, and whom a reminder reached. */
function LaterWords({ of }: { of: LaterHappened }) {
  const { t, format } = useRender()
  if (of.kind === 'booked')
    return (
      <>
        {t('journeys.history.booked')} <AppointmentWords of={of.appointment} />
      </>
    )
  if (of.kind === 'settled') return t(`journeys.history.appointment-${of.state}`, { day: format.day(of.heldOn) })
  if (of.kind === 'after') return t('journeys.history.after', { day: format.day(of.until), norm: of.norm })
  const ways = toldAs.flatMap((as) => {
    const names = of.members.filter((member) => member.as === as).map(({ name }) => name)
    return names.length === 0
      ? []
      : [t(`journeys.told.${as}`, { members: format.list(names.slice(0, 5)), more: Math.max(0, names.length - 5) })]
  })
  return (
    <>
      {t(`journeys.history.${of.stage}`, { day: format.day(of.on) })}
      {ways.length > 0 && <Meta>{ways.join('; ')}</Meta>}
    </>
  )
}
