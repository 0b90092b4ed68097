import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { isId } from '../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Chips,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  Name,
  RadioGroup,
  Select,
  Stack,
  Table,
  TextArea,
} from '../../../platform/ui/index.ts'
import { choosableOrganisations } from '../../network/index.ts'
import type { BulkChange } from '../domain/bulk.ts'
import { measureStates, priorities } from '../domain/kinds.ts'
import { bulkKinds } from '../forms.ts'
import { choosableConcepts, choosableFields, listedFields } from '../queries/codes.ts'
import { listMeasures, longestList } from '../queries/measures.ts'
import { bulkAddress } from './bulkpreview.tsx'
import { MeasureStateMark } from './words.tsx'

type Kind = (typeof bulkKinds)[number]

/**
 * Changing many measures: first what (`?kind=`), then to what; what is sent comes back as a preview, row by row, and only
 * what was confirmed there is done.
 */
export async function showBulk(request: PageRequest): Promise<Page> {
  const { t, tx, actor, query, form, clock } = request
  const ids = chosenIds(request)
  const { rows } = ids.length
    ? await listMeasures(tx, actor, { ids }, { limit: longestList }, clock.today())
    : { rows: [] }
  const kind = bulkKinds.find((known) => known === (form?.values['kind'] ?? query.get('kind')))
  const crumbs = [{ label: t('measures.title'), path: '/measures' }]
  const title = t('measures.bulk.title', { count: rows.length })
  if (rows.length === 0)
    return {
      title,
      crumbs,
      layout: 'narrow',
      body: (
        <Empty title={t('measures.bulk.nothing')}>
          <Link to="/measures">{t('measures.bulk.to-register')}</Link>
        </Empty>
      ),
    }
  const chosen = rows.map((row) => row.id)
  return {
    title,
    crumbs,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Chips
          label={t('measures.bulk.what')}
          chips={bulkKinds.map((one) => ({
            to: bulkAddress(one, chosen),
            label: t(`measures.bulk.kind.${one}`),
            current: one === kind,
          }))}
        />
        {kind && (
          <Form
            action="/measures/bulk"
            labels={labels(t)}
            initial={{ since: clock.today(), role: 'continuation', linked: 'yes' }}
            state={form}
          >
            <Hidden name="kind" value={kind} />
            {rows.map((row) => (
              <Hidden key={row.id} name="seen" value={`${row.id}:${row.version}`} />
            ))}
            <BulkFields kind={kind} choices={await choicesOf(request)} t={t} />
            <ButtonRow>
              <Button>{t('measures.bulk.preview')}</Button>
              <ButtonLink look="tertiary" to="/measures">
                {t('measures.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        )}
        <Table
          caption={t('measures.bulk.chosen')}
          captionShown
          dense
          stacks
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            { key: 'number', header: t('measures.column.number'), cell: (row) => row.number },
            { key: 'title', header: t('measures.measure.one'), names: true, cell: (row) => <Name>{row.title}</Name> },
            {
              key: 'state',
              header: t('measures.filter.state'),
              cell: (row) => <MeasureStateMark state={row.state} stalled={row.stalledSince !== null} />,
            },
          ]}
        />
      </Stack>
    ),
  }
}

/** The ids in the address, or those of the form that came back. */
function chosenIds({ query, form }: PageRequest): Id<'measure'>[] {
  const sent = form?.values['seen']
  const given = sent === undefined ? query.getAll('id') : [sent].flat().map((one) => one.split(':')[0] ?? '')
  return [...new Set(given)].filter(isId).slice(0, longestList) as Id<'measure'>[]
}

const labels = (t: PageRequest['t']) => ({
  kind: t('measures.bulk.what'),
  seen: t('measures.bulk.chosen'),
  state: t('measures.state-form.state'),
  since: t('measures.field.since'),
  reason: t('measures.field.reason'),
  organisation: t('measures.field.responsible'),
  field: t('measures.filter.field'),
  priority: t('measures.field.priority'),
  concept: t('measures.concept.one'),
  role: t('measures.part-field.role'),
  linked: t('measures.field.kimLinked'),
})

async function choicesOf({ tx, actor, clock }: PageRequest) {
  return {
    organisations: await choosableOrganisations(tx, actor, clock.today()),
    fields: await choosableFields(tx, clock.today()),
    listed: await listedFields(tx),
    concepts: await choosableConcepts(tx, actor),
  }
}

function BulkFields({
  kind,
  choices,
  t,
}: {
  kind: Kind
  choices: Awaited<ReturnType<typeof choicesOf>>
  t: PageRequest['t']
}) {
  const keyed = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }))
  const coded = (prefix: string, list: readonly string[]) =>
    list.map((code) => ({ value: code, label: t(`${prefix}.${code}`) }))
  switch (kind) {
    case 'state':
      return (
        <>
          <Select name="state" options={coded('measures.state', measureStates)} empty={t('measures.choose')} />
          <DateField name="since" />
          <TextArea name="reason" optional rows={2} maxLength={1000} />
        </>
      )
    case 'responsible':
      return <Select name="organisation" optional options={keyed(choices.organisations)} empty={t('measures.nobody')} />
    case 'addField':
      return <Select name="field" options={keyed(choices.fields)} empty={t('measures.choose')} />
    case 'removeField':
      return <Select name="field" options={keyed(choices.listed)} empty={t('measures.choose')} />
    case 'priority':
      return (
        <Select
          name="priority"
          optional
          options={coded('measures.priority', priorities)}
          empty={t('measures.measure-form.no-priority')}
        />
      )
    case 'addConcept':
      return (
        <>
          <Select name="concept" options={keyed(choices.concepts)} empty={t('measures.choose')} />
          <Select name="role" options={coded('measures.concept-role', ['origin', 'continuation'])} />
        </>
      )
    case 'kim':
      return (
        <RadioGroup
          name="linked"
          choices={['yes', 'no'].map((code) => ({ value: code, label: t(`measures.${code}`) }))}
        />
      )
  }
}

interface SentChange {
  readonly kind: Kind
  readonly state?: (typeof measureStates)[number] | undefined
  readonly since?: string | undefined
  readonly reason?: string | undefined
  readonly organisation?: string | undefined
  readonly field?: string | undefined
  readonly priority?: (typeof priorities)[number] | undefined
  readonly concept?: string | undefined
  readonly role?: 'origin' | 'continuation' | undefined
  readonly linked?: 'yes' | 'no' | undefined
}

/** What was sent as a change; throws Invalid for what its kind needs and is not there. */
export function changeOf(sent: SentChange): BulkChange {
  switch (sent.kind) {
    case 'state':
      return {
        kind: 'state',
        state: needed('state', sent.state),
        since: needed('since', sent.since) as never,
        reason: sent.reason ?? null,
      }
    case 'responsible':
      return { kind: 'responsible', organisation: sent.organisation ?? null }
    case 'addField':
    case 'removeField':
      return { kind: sent.kind, field: needed('field', sent.field) }
    case 'priority':
      return { kind: 'priority', priority: sent.priority ?? null }
    case 'addConcept':
      return { kind: 'addConcept', concept: needed('concept', sent.concept), role: sent.role ?? 'continuation' }
    case 'kim':
      return { kind: 'kim', linked: needed('linked', sent.linked) === 'yes' }
  }
}

function needed<Value>(field: string, value: Value | undefined): Value {
  if (value === undefined) throw new Invalid([{ field, code: 'choose' }])
  return value
}
