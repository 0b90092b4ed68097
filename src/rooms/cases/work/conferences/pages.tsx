import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DatedList,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type Choosable, choosableOrganisations } from '../../../network/index.ts'
import { fileOf, keptFileOf, type SeenFile, type TeamMember, teamOf } from '../file.ts'
import { Meanwhile } from '../meanwhile.tsx'
import { filePath, partPage } from '../part.tsx'
import { Assignee } from '../tasks/pages.tsx'
import { type Task, tasksOf } from '../tasks/queries.ts'
import { colleagues } from './colleagues.ts'
import { type Conference, conferencesOf, getConference, type Participant, participantsOf } from './queries.ts'

/** The conferences about a file. */
export async function showConferences(request: PageRequest<'id'>): Promise<Page> {
  const { tx, t } = request
  const file = await fileOf(request)
  const conferences = await conferencesOf(tx, file.id)
  return partPage(request, file, {
    title: t('cases.conference.plural'),
    layout: 'narrow',
    actions: file.writes && (
      <ButtonLink to={`${filePath(file.id)}/conferences/new`}>{t('cases.conference.new')}</ButtonLink>
    ),
    body:
      conferences.length === 0 ? (
        <Empty title={t('cases.conference.none')}>{t('cases.conference.none-next')}</Empty>
      ) : (
        <DatedList
          years
          items={conferences.map((conference) => ({
            key: conference.id,
            on: conference.heldOn,
            content: (
              <Link to={`${filePath(file.id)}/conferences/${conference.id}`}>
                <Name>{conference.purpose}</Name>
              </Link>
            ),
            meta: t(`cases.conference.is.${conference.state}`),
          }))}
        />
      ),
  })
}

/** One conference: who took part, what was said, what was decided. */
export async function showConference(request: PageRequest<'id' | 'conference'>): Promise<Page> {
  const { tx, actor, t, params, form, clock } = request
  const file = await fileOf(request)
  const conference = await getConference(tx, file, params.conference)
  const participants = await participantsOf(tx, conference.id)
  const decisions = (await tasksOf(tx, file.id, 'open'))
    .concat(await tasksOf(tx, file.id, 'done'))
    .filter((task) => task.originId === conference.id)
  const organisations = file.writes ? await choosableOrganisations(tx, actor, clock.today()) : []
  return partPage(request, file, {
    title: conference.purpose,
    headline: <Name>{conference.purpose}</Name>,
    meta: t('cases.conference.title'),
    body: (
      <ConferencePage
        {...{ file, conference, participants, decisions, organisations, form }}
        team={file.writes ? await teamOf(tx, file) : []}
        readers={file.writes ? await colleagues(tx, file) : []}
      />
    ),
  })
}

interface Props {
  readonly file: SeenFile
  readonly conference: Conference
  readonly participants: readonly Participant[]
  readonly decisions: readonly Task[]
  readonly organisations: readonly Choosable[]
  readonly team: readonly TeamMember[]
  readonly readers: readonly TeamMember[]
  readonly form: PageRequest['form']
}

function ConferencePage(props: Props) {
  const { t } = useRender()
  const { file, conference, form } = props
  return (
    <Columns kind="side">
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            added: 'cases.conference.done.added',
            changed: 'cases.conference.done.changed',
            participant: 'cases.conference.done.participant',
            decision: 'cases.conference.done.decision',
          }}
        />
        {file.writes ? (
          <Section title={t('cases.conference.minutes')}>
            <Meanwhile
              form={form}
              route="/cases/:id/conferences/:conference"
              fields={[
                { name: 'purpose', label: t('cases.conference.field.purpose'), saved: conference.purpose },
                { name: 'heldOn', label: t('cases.conference.field.heldOn'), saved: conference.heldOn },
                { name: 'beginsAt', label: t('cases.task.field.dueAt'), saved: conference.beginsAt },
                { name: 'place', label: t('cases.task.field.place'), saved: conference.place },
                {
                  name: 'state',
                  label: t('cases.conference.field.state'),
                  saved: conference.state,
                  words: (state) => t(`cases.conference.is.${state}`),
                },
                { name: 'minutes', label: t('cases.conference.field.minutes'), saved: conference.minutes },
              ]}
            />
            <Form
              withoutSummary={isConflict(form)}
              action={`${filePath(file.id)}/conferences/${conference.id}`}
              route="/cases/:id/conferences/:conference"
              state={form}
              initial={{ ...conference }}
              labels={{
                ...conferenceLabels(t),
                state: t('cases.conference.field.state'),
                minutes: t('cases.conference.field.minutes'),
              }}
            >
              <Hidden name="version" value={versionFor(form, conference.version)} />
              <ConferenceFields />
              <RadioGroup
                name="state"
                choices={(['planned', 'held', 'cancelled'] as const).map((state) => ({
                  value: state,
                  label: t(`cases.conference.is.${state}`),
                }))}
              />
              <TextArea name="minutes" optional rows={10} maxLength={8000} hint={t('cases.conference.minutes-hint')} />
              <ButtonRow>
                <Button>{t('cases.work.save')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        ) : (
          <Section title={t('cases.conference.minutes')}>
            <p className="nl-text">
              <Name>{conference.minutes ?? t('cases.conference.no-minutes')}</Name>
            </p>
          </Section>
        )}
      </Stack>
      <Stack gap="l">
        <Participants {...props} />
        <Decisions {...props} />
      </Stack>
    </Columns>
  )
}

function Participants({ file, conference, participants, organisations, readers, form }: Props) {
  const { t, format } = useRender()
  return (
    <Section title={t('cases.conference.participants')}>
      {participants.length === 0 && <Meta>{t('cases.conference.nobody')}</Meta>}
      <List
        items={participants.map((one) => ({
          key: one.id,
          content: <Name>{one.label}</Name>,
          meta: one.readsUntil && t('cases.conference.reads-until', { day: format.day(one.readsUntil) }),
        }))}
      />
      {file.writes && (
        <Form
          action={`${filePath(file.id)}/conferences/${conference.id}/participants`}
          route="/cases/:id/conferences/:conference/participants"
          state={form}
          prefix="participant-"
          labels={{
            organisation: t('cases.conference.field.organisation'),
            label: t('cases.conference.field.label'),
            member: t('cases.conference.field.member'),
            readsUntil: t('cases.conference.field.readsUntil'),
          }}
        >
          <Select
            name="organisation"
            optional
            empty={t('cases.work.choose')}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField name="label" optional maxLength={200} hint={t('cases.conference.label-hint')} />
          <Select
            name="member"
            optional
            empty={t('cases.conference.nobody-reads')}
            options={readers.map(({ id, name }) => ({ value: id, label: name }))}
            hint={t('cases.conference.member-hint')}
          />
          <DateField name="readsUntil" optional />
          <ButtonRow>
            <Button look="secondary">{t('cases.conference.add-participant')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

function Decisions({ file, conference, decisions, team, form }: Props) {
  const { t } = useRender()
  return (
    <Section title={t('cases.conference.decisions')}>
      {decisions.length === 0 && <Meta>{t('cases.conference.no-decisions')}</Meta>}
      <DatedList
        items={decisions.map((task) => ({
          key: task.id,
          on: task.dueOn,
          content: (
            <Link to={`${filePath(file.id)}/tasks/${task.id}`}>
              <Name>{task.title}</Name>
            </Link>
          ),
          meta: t(`cases.task.is.${task.state}`),
        }))}
      />
      {file.writes && (
        <Form
          action={`${filePath(file.id)}/conferences/${conference.id}/decisions`}
          route="/cases/:id/conferences/:conference/decisions"
          state={form}
          prefix="decision-"
          labels={{
            title: t('cases.conference.field.decision'),
            dueOn: t('cases.task.field.dueOn'),
            assignee: t('cases.task.field.assignee'),
          }}
        >
          <TextField name="title" maxLength={200} />
          <DateField name="dueOn" />
          <Assignee team={team} />
          <ButtonRow>
            <Button look="secondary">{t('cases.conference.add-decision')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

const conferenceLabels = (t: PageRequest['t']) => ({
  purpose: t('cases.conference.field.purpose'),
  heldOn: t('cases.conference.field.heldOn'),
  beginsAt: t('cases.task.field.dueAt'),
  place: t('cases.task.field.place'),
})

function ConferenceFields() {
  const { t } = useRender()
  return (
    <>
      <TextField name="purpose" maxLength={300} />
      <DateField name="heldOn" />
      <TextField name="beginsAt" optional width="s" maxLength={5} hint={t('cases.task.time-hint')} />
      <TextField name="place" optional maxLength={200} />
    </>
  )
}

export async function showNewConference(request: PageRequest<'id'>): Promise<Page> {
  const { t, form } = request
  const file = await keptFileOf(request)
  return partPage(request, file, {
    title: t('cases.conference.new'),
    layout: 'narrow',
    body: (
      <Form state={form} labels={conferenceLabels(t)}>
        <ConferenceFields />
        <ButtonRow>
          <Button>{t('cases.work.save')}</Button>
        </ButtonRow>
      </Form>
    ),
  })
}
