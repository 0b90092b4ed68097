import type { ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
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
  Parts,
  Row,
  Section,
  Stack,
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
import { findTermOn } from '../queries/terms.ts'
import { AgendaList } from './agendalist.tsx'
import { changedMeanwhile } from './editing.tsx'
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
        <Name>{meeting.bodyName}</Name>{' '}
        {t('network.meeting.on', {
          weekday: weekday(locale, meeting.heldOn, 'long'),
          day: format.day(meeting.heldOn),
        })}
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
            <Facts meeting={meeting} form={request.form} />
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
          {t('network.meeting.in-its-place')} <Instead meeting={meeting} plain />
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
  const edit = edits && <Link to={`${meetingPath(meeting.id)}/agenda`}>{t('network.agenda.edit')}</Link>
  if (items.length === 0) {
    return (
      <Section title={t('network.agenda.one')} aside={edit}>
        <Empty title={t(meeting.cancelledOn === null ? 'network.agenda.none' : 'network.agenda.none-ever')}>
          {meeting.cancelledOn === null && t(edits ? 'network.agenda.none-next' : 'network.agenda.none-yet')}
        </Empty>
      </Section>
    )
  }
  const parts = [true, false]
    .map((isPublic) => ({ isPublic, its: items.filter((item) => item.isPublic === isPublic) }))
    .filter(({ its }) => its.length > 0)
  return parts.map(({ isPublic, its }, index) => {
    const title = t(isPublic ? 'network.agenda.of-public' : 'network.agenda.of-internal')
    return (
      <Section key={title} title={title} aside={index === 0 && edit}>
        <AgendaList items={its} label={title} below={({ id }) => beside.get(id)} />
      </Section>
    )
  })
}

function Facts({ meeting, form }: { meeting: Meeting; form: PageRequest['form'] }) {
  const { t, format, locale, today, may: mayDo } = useRender()
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
          ]}
        />
        {mayDo('network.keep-meetings') && <Steps meeting={meeting} form={form} />}
        <Meta parts={[t('network.changed-at', { at: format.instant(meeting.changedAt) })]} />
        <Row>
          {meeting.address && <Link to={meeting.address}>{t('network.meeting.open-system')}</Link>}
          {internal && <Link to={`${meetingPath(meeting.id)}/history`}>{t('network.history.link')}</Link>}
          {meeting.heldOn >= today && (
            <Link to={`${meetingPath(meeting.id)}/calendar`}>{t('network.meeting.into-calendar')}</Link>
          )}
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
