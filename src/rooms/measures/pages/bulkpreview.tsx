import type { FormRequest, Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Name,
  Stack,
  State,
  Table,
  Text,
} from '../../../platform/ui/index.ts'
import { choosableOrganisations } from '../../network/index.ts'
import { type BulkPreview, previewBulk, type Seen } from '../actions/bulk.ts'
import { type BulkChange, forbids } from '../domain/bulk.ts'
import { choosableConcepts, listedFields } from '../queries/codes.ts'
import { settingOf } from './listing.ts'
import { officeWords } from './words.tsx'

/** What will happen to each measure, before it does. */
export async function bulkPreviewPage(
  request: FormRequest,
  seen: readonly Seen[],
  change: BulkChange,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<Page> {
  const { t, tx, actor, locale } = request
  const ids = seen.map(({ id }) => id)
  const previews = await previewBulk(tx, actor, settingOf(request), ids, change)
  const words = await changeInWords(request, change)
  const forbidden = previews.filter(({ effect }) => forbids(effect)).length
  const allowed = previews.flatMap(({ measure, effect }) => (forbids(effect) ? [] : [measure.id]))
  const changing = previews.filter(({ effect }) => effect === 'changes').length
  const format = createFormat(locale)
  const before = (row: BulkPreview['measure']) => beforeWords(t, format, row, change)
  return {
    title: t('measures.bulk.preview-title', { count: changing }),
    name: t('measures.bulk.preview'),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    meta: words,
    body: (
      <Stack>
        {forbidden > 0 && (
          <Alert kind="warning" title={t('measures.bulk.forbidden-title', { count: forbidden })}>
            <Text>{t('measures.bulk.forbidden-text')}</Text>
          </Alert>
        )}
        <Table
          caption={t('measures.bulk.preview')}
          dense
          stacks
          rows={previews}
          keyOf={({ measure }) => measure.id}
          columns={[
            { key: 'number', header: t('measures.column.number'), cell: ({ measure }) => measure.number },
            {
              key: 'title',
              header: t('measures.measure.one'),
              names: true,
              cell: ({ measure }) => <Name>{measure.title}</Name>,
            },
            { key: 'before', header: t('measures.history.before'), cell: ({ measure }) => before(measure) },
            {
              key: 'after',
              header: t('measures.history.after'),
              cell: ({ measure, effect }) => (effect === 'changes' ? words : before(measure)),
            },
            {
              key: 'effect',
              header: t('measures.bulk.effect'),
              cell: ({ effect }) => (
                <State kind={effect === 'changes' ? 'done' : effect === 'unchanged' ? 'rest' : 'attention'}>
                  {t(`measures.bulk.effects.${effect}`)}
                </State>
              ),
            },
          ]}
        />
        <Form action="/measures/bulk" labels={{}}>
          {Object.entries(values).flatMap(([name, value]) =>
            [value].flat().map((one) => <Hidden key={`${name}-${one}`} name={name} value={one} />),
          )}
          <Hidden name="confirmed" value="yes" />
          <ButtonRow>
            {forbidden === 0 && changing > 0 && <Button>{t('measures.bulk.confirm', { count: changing })}</Button>}
            {forbidden > 0 && forbidden < previews.length && (
              <ButtonLink look="secondary" to={bulkAddress(change.kind, allowed)}>
                {t('measures.bulk.without-forbidden')}
              </ButtonLink>
            )}
            <ButtonLink look="secondary" to={bulkAddress(change.kind, ids)}>
              {t('measures.bulk.again')}
            </ButtonLink>
            <ButtonLink look="tertiary" to="/measures">
              {t('measures.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

/** The page that asks to what the chosen measures shall change. */
export const bulkAddress = (kind: BulkChange['kind'], ids: readonly string[]) =>
  `/measures/bulk?${new URLSearchParams([['kind', kind], ...ids.map((id): [string, string] => ['id', id])])}`

async function changeInWords({ t, tx, actor, clock, locale }: PageRequest, change: BulkChange): Promise<string> {
  const named = (list: readonly { key: string; name: string }[], key: string) =>
    list.find((one) => one.key === key)?.name ?? key
  const say = (what: string) => `${t(`measures.bulk.kind.${change.kind}`)}: ${what}`
  switch (change.kind) {
    case 'state':
      return t('measures.bulk.state-words', {
        state: t(`measures.state.${change.state}`),
        day: createFormat(locale).day(change.since),
      })
    case 'responsible': {
      const organisations = await choosableOrganisations(tx, actor, clock.today())
      return say(change.organisation ? named(organisations, change.organisation) : t('measures.nobody'))
    }
    case 'addField':
    case 'removeField':
      return say(named(await listedFields(tx), change.field))
    case 'priority':
      return say(change.priority ? t(`measures.priority.${change.priority}`) : t('measures.measure-form.no-priority'))
    case 'addConcept':
      return say(named(await choosableConcepts(tx, actor), change.concept))
    case 'kim':
      return say(t(change.linked ? 'measures.yes' : 'measures.no'))
  }
}

function beforeWords(
  t: PageRequest['t'],
  format: ReturnType<typeof createFormat>,
  row: BulkPreview['measure'],
  change: BulkChange,
): string {
  switch (change.kind) {
    case 'state':
      return t('measures.bulk.state-words', {
        state: t(`measures.state.${row.stalledSince ? 'stalled' : row.state}`),
        day: format.day(row.stalledSince ?? row.stateSince),
      })
    case 'responsible':
      return officeWords(t, row.responsible)
    case 'addField':
    case 'removeField':
      return row.fields.join(', ')
    case 'priority':
      return row.priority ? t(`measures.priority.${row.priority}`) : t('measures.measure-form.no-priority')
    case 'addConcept':
      return row.concepts.map((concept) => concept.short).join(', ')
    case 'kim':
      return t(row.kimLinked ? 'measures.yes' : 'measures.no')
  }
}
