import type { ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Part,
  Parts,
  Row,
  Section,
  Stack,
  Table,
  Tag,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { agendaRules } from '../domain/agenda.ts'
import { mayMove, mayReschedule } from '../domain/meetings.ts'
import { calendarPath, meetingPath, meetings, pathOf } from '../paths.ts'
import { type AgendaItem, agendaOf } from '../queries/agenda.ts'
import { getMeeting, type Meeting } from '../queries/meetings.ts'
import { type Source, sourcesOf } from '../queries/sources.ts'
import { findTermOn, type Term } from '../queries/terms.ts'
import { changedMeanwhile, isConflict, versionFor } from './editing.tsx'
import { meetingConfirmations } from './meetings.tsx'
import { dayWords, Instead, MeetingState, meetingName, publicWords, timeWords, weekday } from './meetingwords.tsx'
import { SourceList } from './record.tsx'

/** One meeting: its agenda, in parts, with what higher rooms know of each item; at its side when, where and how it stands. */
export async function showMeeting(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale } = request
  const format = createFormat(locale)
  const meeting = await getMeeting(tx, actor, params.id)
  const items = await agendaOf(tx, actor, meeting.id)
  const term = await findTermOn(tx, actor, meeting.bodyId, meeting.heldOn)
  const beside = new Map<string, readonly ReactNode[]>()
  for (const { id } of items) beside.set(id, await request.slot('network.agenda-item', id))
  const panels = await request.slot('network.meeting', meeting.id)
  const sources = await sourcesOf(tx, meeting.id)
  const meanwhile = await changedMeanwhile(request, 'meeting', meeting)
  const keeps = may(actor, 'network.keep-meetings')
  return {
    title: meetingName(t, format, meeting),
    headline: (
      <>
        <Name>{meeting.bodyName}</Name>, {weekday(locale, meeting.heldOn, 'long')} {format.day(meeting.heldOn)}
      </>
    ),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: meeting.bodyShortName ?? meeting.bodyName, path: `${meetings}?body=${meeting.bodyKey}` },
    ],
    meta: (
      <Parts
        parts={[
          meeting.number === null
            ? t('network.meeting.one')
            : t('network.meeting.number', { number: format.number(meeting.number) }),
          publicWords(t, meeting.isPublic),
          term && <Name>{term.name}</Name>,
        ]}
      />
    ),
    ...(keeps &&
      meeting.cancelledOn === null && {
        actions: (
          <ButtonLink look="secondary" to={`${meetingPath(meeting.id)}/edit`}>
            {t(mayReschedule(meeting) ? 'network.meeting.reschedule' : 'network.edit')}
          </ButtonLink>
        ),
      }),
    body: (
      <Stack>
        <ConfirmationNote texts={meetingConfirmations} />
        {meanwhile}
        {isConflict(request.form) ? null : <Refused form={request.form} />}
        <Cancelled meeting={meeting} />
        <Columns kind="side">
          <Stack gap="l">
            <Agenda meeting={meeting} items={items} beside={beside} />
            {panels}
          </Stack>
          <Stack gap="l">
            <Facts meeting={meeting} term={term} form={request.form} />
            {sources.length > 0 && (
              <Section title={t('network.source.many')}>
                <Sources sources={sources} />
              </Section>
            )}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

const Sources = ({ sources }: { sources: readonly Source[] }) => <SourceList kind="meeting" sources={sources} />

/** Why a step of the meeting could not be done, when it was not because somebody was faster. */
function Refused({ form }: { form: PageRequest['form'] }) {
  const { t } = useRender()
  const [issue] = form?.issues ?? []
  if (!issue) return null
  return (
    <Alert kind="danger" title={t('network.meeting.not-done')}>
      <Text>{t(`error.${issue.code}`, issue.values)}</Text>
    </Alert>
  )
}

function Cancelled({ meeting }: { meeting: Meeting }) {
  const { t, format } = useRender()
  if (meeting.cancelledOn === null) return null
  return (
    <Alert kind="warning" title={t('network.meeting.was-cancelled', { day: format.day(meeting.cancelledOn) })}>
      <Text>{t('network.meeting.because', { reason: meeting.cancelledReason ?? '' })}</Text>
      {meeting.replacedBy !== null && (
        <p>
          <Instead meeting={meeting} />
        </p>
      )}
    </Alert>
  )
}

interface AgendaProps {
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
  /** What higher rooms show for an item, by its id. */
  readonly beside: ReadonlyMap<string, readonly ReactNode[]>
}

function Agenda({ meeting, items, beside }: AgendaProps) {
  const { t, may: mayDo } = useRender()
  const edits = mayDo('network.keep-meetings') && meeting.cancelledOn === null && agendaRules[meeting.state].add
  const open = items.filter((item) => item.isPublic)
  const internal = items.filter((item) => !item.isPublic)
  return (
    <Section
      title={t('network.agenda.one')}
      aside={edits && <Link to={`${meetingPath(meeting.id)}/agenda`}>{t('network.agenda.edit')}</Link>}
    >
      {items.length === 0 && (
        <Empty title={t('network.agenda.none')}>
          {edits ? t('network.agenda.none-next') : t('network.agenda.none-yet')}
        </Empty>
      )}
      <Stack gap="l">
        {open.length > 0 && (
          <Part title={t('network.agenda.public')}>
            <Items items={open} beside={beside} caption={t('network.agenda.public')} />
          </Part>
        )}
        {internal.length > 0 && (
          <Part title={t('network.agenda.internal')}>
            <Items items={internal} beside={beside} caption={t('network.agenda.internal')} />
          </Part>
        )}
      </Stack>
    </Section>
  )
}

function Items({ items, beside, caption }: Pick<AgendaProps, 'items' | 'beside'> & { caption: string }) {
  const { t } = useRender()
  return (
    <Table
      caption={caption}
      rows={items}
      keyOf={(item) => item.id}
      stacks
      columns={[
        { key: 'number', header: t('network.agenda.number'), cell: (item) => <ItemNumber number={item.number} /> },
        {
          key: 'title',
          header: t('network.agenda.item'),
          names: true,
          full: true,
          cell: (item) => (
            <>
              <Name>{item.title}</Name>
              {item.withdrawn && (
                <>
                  {' '}
                  <Tag>{t('network.agenda.withdrawn')}</Tag>
                </>
              )}
              {beside.get(item.id)}
            </>
          ),
        },
      ]}
    />
  )
}

/** `Ö 3`; the letter and the number stay together. */
export function ItemNumber({ number }: { number: string | null }) {
  const { t } = useRender()
  if (number === null) return <span className="nl-muted">{t('network.agenda.unnumbered')}</span>
  return <span className="nl-num">{number.replace(' ', '\u00a0')}</span>
}

function Facts({ meeting, term, form }: { meeting: Meeting; term: Term | undefined; form: PageRequest['form'] }) {
  const { t, format, locale, may: mayDo } = useRender()
  const internal = mayDo('network.read-internal')
  return (
    <Section title={t('network.meeting.one')}>
      <Stack gap="s">
        <Row>
          <MeetingState meeting={meeting} />
          {meeting.simulated && <Tag>{t('network.simulated')}</Tag>}
        </Row>
        <DescriptionList
          empty={t('network.not-given')}
          items={[
            {
              term: t('network.meeting.field.body'),
              value: (
                <Link to={pathOf('body', meeting.bodyKey)}>
                  <Name>{meeting.bodyName}</Name>
                </Link>
              ),
            },
            { term: t('network.meeting.field.heldOn'), value: dayWords(t, locale, format, meeting.heldOn) },
            { term: t('network.meeting.field.time'), value: timeWords(t, meeting) || null },
            { term: t('network.meeting.field.place'), value: meeting.place && <Name>{meeting.place}</Name> },
            { term: t('network.term.one'), value: term && <Name>{term.name}</Name> },
            {
              term: t('network.meeting.system'),
              value: meeting.address && <Link to={meeting.address}>{t('network.meeting.open-system')}</Link>,
            },
          ]}
        />
        {mayDo('network.keep-meetings') && <Steps meeting={meeting} form={form} />}
        <Meta parts={[t('network.changed-at', { at: format.instant(meeting.changedAt) })]} />
        <Row>
          {internal && <Link to={`${meetingPath(meeting.id)}/history`}>{t('network.history.link')}</Link>}
          <Link to={`${meetingPath(meeting.id)}/calendar`}>{t('network.meeting.into-calendar')}</Link>
          {meeting.isPublic && meeting.bodyIsPublic && (
            <Link to={`/${locale}${calendarPath(meeting.bodyKey)}`}>{t('network.meeting.subscribe')}</Link>
          )}
        </Row>
      </Stack>
    </Section>
  )
}

/** What can be done with the meeting as a whole, each a button that says it. */
function Steps({ meeting, form }: { meeting: Meeting; form: PageRequest['form'] }) {
  const { t, today } = useRender()
  const moves = (['invite', 'hold', 'restore'] as const).filter((move) => mayMove(meeting, move, today))
  const cancels = mayMove(meeting, 'cancel', today)
  if (moves.length === 0 && !cancels) return null
  return (
    <Row>
      {moves.map((move) => (
        <Form key={move} action={`${meetingPath(meeting.id)}/state`} labels={{}} prefix={`${move}-`} withoutSummary>
          <Hidden name="version" value={versionFor(form, meeting.version)} />
          <Hidden name="move" value={move} />
          <Button look="row">{t(`network.meeting.step.${move}`)}</Button>
        </Form>
      ))}
      {cancels && <Link to={`${meetingPath(meeting.id)}/cancel`}>{t('network.meeting.step.cancel')}</Link>}
    </Row>
  )
}
