import type { Page, PageRequest } from '../../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Empty,
  Form,
  Link,
  Name,
  Select,
  State,
  type StateKind,
  Table,
  TextField,
  useRender,
} from '../../../../../platform/ui/index.ts'
import { choosableMunicipalities, municipalityNames } from '../../../../network/index.ts'
import { conferencesPath, topicsPath } from '../../paths.ts'
import type { ConferenceState } from '../domain/voting.ts'
import { longestTitle } from '../forms.ts'
import { conferencePath, newConferencePath } from '../paths.ts'
import { type Conference, listConferences } from '../queries.ts'

/** Conferences of some years. */
const mostShown = 100

const marks: Readonly<Record<ConferenceState, StateKind>> = {
  collecting: 'progress',
  clustering: 'progress',
  voting: 'progress',
  result: 'attention',
  finished: 'finished',
}

export function ConferenceStateMark({ state }: { state: ConferenceState }) {
  const { t } = useRender()
  return <State kind={marks[state]}>{t(`steering.conference.state.${state}`)}</State>
}

export async function showConferences({ tx, actor, t }: PageRequest): Promise<Page> {
  const rows = await listConferences(tx, actor, mostShown)
  const towns = new Map((await municipalityNames(tx)).map(({ id, name }) => [id, name]))
  return {
    title: t('steering.conference.title'),
    meta: t('steering.conference.meta'),
    crumbs: [{ label: t('steering.topics.title'), path: topicsPath }],
    actions: <ButtonLink to={newConferencePath}>{t('steering.conference.new')}</ButtonLink>,
    body: <Conferences rows={rows} towns={towns} />,
  }
}

function Conferences({ rows, towns }: { rows: readonly Conference[]; towns: ReadonlyMap<string, string> }) {
  const { t, format } = useRender()
  if (rows.length === 0)
    return <Empty title={t('steering.conference.none')}>{t('steering.conference.none-next')}</Empty>
  return (
    <Table<Conference>
      caption={t('steering.conference.title')}
      rows={rows}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'title',
          header: t('steering.conference.field.title'),
          names: true,
          full: true,
          cell: (row) => (
            <Link to={conferencePath(row.id)} quiet>
              <Name>{row.title}</Name>
            </Link>
          ),
        },
        {
          key: 'town',
          header: t('steering.conference.field.municipality'),
          cell: (row) => <Name>{towns.get(row.municipalityId ?? '') ?? t('steering.conference.all-towns')}</Name>,
        },
        { key: 'on', header: t('steering.conference.field.heldOn'), cell: (row) => format.day(row.heldOn) },
        {
          key: 'state',
          header: t('steering.topic.field.state'),
          cell: (row) => <ConferenceStateMark state={row.state} />,
        },
      ]}
    />
  )
}

export async function showNewConference({ tx, actor, t, form, clock }: PageRequest): Promise<Page> {
  const today = clock.today()
  const towns = await choosableMunicipalities(tx, actor, today)
  return {
    title: t('steering.conference.new'),
    crumbs: [
      { label: t('steering.topics.title'), path: topicsPath },
      { label: t('steering.conference.title'), path: conferencesPath },
    ],
    layout: 'narrow',
    body: (
      <Form
        state={form}
        labels={{
          title: t('steering.conference.field.title'),
          municipality: t('steering.conference.field.municipality'),
          heldOn: t('steering.conference.field.heldOn'),
          points: t('steering.conference.field.points'),
        }}
        initial={{ title: t('steering.conference.one'), heldOn: today, points: 3 }}
      >
        <TextField name="title" maxLength={longestTitle} />
        <Select
          name="municipality"
          optional
          empty={t('steering.conference.all-towns')}
          options={towns.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField name="heldOn" />
        <TextField name="points" numeric width="s" hint={t('steering.conference.points-hint')} />
        <ButtonRow>
          <Button>{t('steering.conference.open')}</Button>
          <ButtonLink look="tertiary" to={conferencesPath}>
            {t('steering.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}
