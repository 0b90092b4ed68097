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
import type { Opened } from '../queries/opened.ts'
import type { Happened, Message } from '../queries/thread.ts'
import type { Reasons } from '../reasons.ts'
import { cameBetween } from './notdone.tsx'

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
  const words = ({ what }: Happened): string => {
    if (what.kind === 'assigned')
      return what.to ? t('journeys.history.assigned', { member: what.to }) : t('journeys.history.released')
    const step = t(`journeys.history.${what.step}`, { day: format.day(what.on) })
    const reason = reasons.word(what.reason)
    const isHeard =
      what.source !== 'both' &&
      ['askedBack', 'accepted', 'declined', 'firstAppointment', 'completed'].includes(what.step)
    return [reason ? `${step}: ${reason}` : step, isHeard && `(${t(`journeys.known.${what.source}`)})`]
      .filter(Boolean)
      .join(' ')
  }
  const shown: HistoryEntry[] = entries.map((entry) => ({
    key: entry.key,
    at: entry.at,
    who: [...new Set([entry.who, names.organisation(entry.organisationId)])].filter(Boolean).join(', '),
    what: words(entry),
  }))
  return (
    <Section title={t('journeys.history.title')}>
      <History entries={shown} />
    </Section>
  )
}
