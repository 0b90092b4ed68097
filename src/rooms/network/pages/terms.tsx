import { may } from '../../../platform/access/index.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  Name,
  Section,
  Select,
  Stack,
  Table,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { meetings, terms as start } from '../paths.ts'
import { choosableBodies } from '../queries/options.ts'
import { getTerm, listTerms, type Term } from '../queries/terms.ts'
import { changedMeanwhile } from './editing.tsx'
import { meetingConfirmations } from './meetings.tsx'
import { recordOptions } from './options.ts'
import { fieldLabels, periodWords } from './words.ts'

/** The legislative terms, latest first, with a form for the next. */
export async function showTerms(request: PageRequest): Promise<Page> {
  const { tx, actor, t, form, clock } = request
  const terms = await listTerms(tx, actor)
  const bodies = may(actor, 'network.keep-meetings') ? await choosableBodies(tx, actor, clock.today()) : undefined
  return {
    title: t('network.term.many'),
    crumbs: [{ label: t('network.meeting.many'), path: meetings }],
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={meetingConfirmations} />
        {terms.length > 0 ? <TermTable terms={terms} /> : <Empty title={t('network.term.none')} />}
        {bodies && (
          <Section title={t('network.term.add')}>
            <Form
              action={`${start}/new`}
              labels={fieldLabels(t, 'term', ['name', 'body', 'startsOn', 'endsOn'])}
              state={form}
            >
              <TextField name="name" maxLength={120} hint={t('network.term.name-hint')} />
              <Select name="body" optional options={recordOptions(bodies)} empty={t('network.term.of-council')} />
              <DateField name="startsOn" />
              <DateField name="endsOn" optional />
              <ButtonRow>
                <Button>{t('network.term.add')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        )}
      </Stack>
    ),
  }
}

function TermTable({ terms }: { terms: readonly Term[] }) {
  const { t, format, may: mayDo } = useRender()
  return (
    <Table
      caption={t('network.term.many')}
      rows={terms}
      keyOf={(row) => row.key}
      stacks
      columns={[
        { key: 'name', header: t('network.field.name'), names: true, cell: (row) => <Name>{row.name}</Name> },
        {
          key: 'body',
          header: t('network.meeting.field.body'),
          cell: (row) => (row.bodyName === null ? t('network.term.of-council') : <Name>{row.bodyName}</Name>),
        },
        {
          key: 'period',
          header: t('network.period.label'),
          cell: (row) => periodWords(t, format, row.startsOn, row.endsOn),
        },
        ...(mayDo('network.keep-meetings')
          ? [
              {
                key: 'edit',
                header: t('network.edit'),
                headerHidden: true,
                kind: 'action' as const,
                cell: (row: Term) => (
                  <Link to={`${start}/${row.key}/edit`}>
                    {t('network.edit')}
                    <span className="kern-sr-only"> {row.name}</span>
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

export async function showTermForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const term = await getTerm(tx, actor, params.key)
  return {
    title: t('network.term.change'),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: t('network.term.many'), path: start },
    ],
    meta: term.name,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, 'term', term)}
        <Form
          labels={fieldLabels(t, 'term', ['name', 'startsOn', 'endsOn'])}
          initial={{ name: term.name, startsOn: term.startsOn, endsOn: term.endsOn }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, term.version)} />
          <TextField name="name" maxLength={120} />
          <DateField name="startsOn" />
          <DateField name="endsOn" optional />
          <ButtonRow>
            <Button>{t('network.save')}</Button>
            <ButtonLink look="tertiary" to={start}>
              {t('network.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
