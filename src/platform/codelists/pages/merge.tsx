import type { Page, PageRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  ErrorSummary,
  FilterBar,
  FilterSelect,
  Form,
  Hidden,
  Link,
  Section,
  Stack,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { getEntry } from '../actions/entries.ts'
import { labelOf, present, whyNotMerge } from '../domain.ts'
import { type Codelist, type Entry, lengths } from '../model.ts'
import { entryPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { countUses, type Uses } from '../uses.ts'
import { crumbsTo } from './list.tsx'
import { toldCount } from './words.tsx'
import type { WorkOf } from './work.ts'

/** First the other entry is chosen, then what would change is shown, then it is done. */
export const showMerge =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list' | 'entry'>): Promise<Page> => {
    const { tx, t, locale, params, query, form } = request
    const { list, declarations } = workOf(request)
    const { entries, version } = await readList(tx, list)
    const from = getEntry(entries, params.entry)
    const wanted = String(form?.values.into ?? query.get('into') ?? '')
    const into = present(entries).find(({ key }) => key === wanted)
    const fits = into && whyNotMerge(entries, from.key, into.key) === undefined
    const uses = fits ? await countUses(tx, declarations) : []
    return {
      title: t('codelists.merge.title', { entry: labelOf(from, locale) }),
      name: t('codelists.merge.open'),
      crumbs: [...crumbsTo(t, list), { label: labelOf(from, locale), path: entryPath(list.key, from.key) }],
      body: (
        <MergePage
          list={list}
          from={from}
          into={fits ? into : undefined}
          entries={present(entries)}
          uses={uses}
          version={version}
          form={form}
        />
      ),
    }
  }

interface MergeProps {
  readonly list: Codelist
  readonly from: Entry
  readonly into: Entry | undefined
  readonly entries: readonly Entry[]
  readonly uses: readonly Uses[]
  readonly version: number
  readonly form: FormState | undefined
}

function MergePage(props: MergeProps) {
  const { list, from, into, entries, form } = props
  const { t, locale } = useRender()
  const path = `${entryPath(list.key, from.key)}/merge`
  if (from.into !== null) return <Alert kind="info" title={t('error.codelists-already-merged')} />
  const options = entries
    .filter((entry) => entry.key !== from.key && entry.into === null)
    .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) }))
  return (
    <Stack gap="l">
      {form && form.issues.length > 0 && <ErrorSummary issues={form.issues} labels={{}} prefix="" />}
      <Text>{t('codelists.merge.text')}</Text>
      <FilterBar label={t('codelists.merge.choose')} action={path}>
        <FilterSelect
          name="into"
          label={t('codelists.merge.into')}
          options={options}
          empty={t('codelists.choose')}
          value={into?.key ?? ''}
        />
      </FilterBar>
      {into && <Preview {...props} into={into} path={path} />}
    </Stack>
  )
}

function Preview({ list, from, into, uses, version, form, path }: MergeProps & { into: Entry; path: string }) {
  const { t, locale } = useRender()
  const names = { from: labelOf(from, locale), into: labelOf(into, locale) }
  return (
    <Section title={t('codelists.merge.preview')}>
      <Stack>
        <Text>{t('codelists.merge.after', names)}</Text>
        {uses.length > 0 && (
          <Table
            caption={t('codelists.merge.preview')}
            stacks
            rows={uses}
            keyOf={({ usage }) => usage.key}
            columns={[
              {
                key: 'kind',
                header: t('codelists.merge.records'),
                names: true,
                cell: (one) => {
                  const count = one.counts.get(from.key) ?? 0
                  const words = toldCount(t, one, count)
                  const to = count > 0 ? one.usage.path?.(from.key) : undefined
                  return to ? <Link to={to}>{words}</Link> : words
                },
              },
              {
                key: 'has',
                header: t('codelists.merge.there'),
                cell: (one) => toldCount(t, one, one.counts.get(into.key) ?? 0),
              },
              {
                key: 'what',
                header: t('codelists.merge.what'),
                cell: ({ usage }) => t(usage.move ? 'codelists.merge.moves' : 'codelists.merge.stays', names),
              },
            ]}
          />
        )}
        <Text>{t('codelists.merge.undo')}</Text>
        <Form
          action={path}
          labels={{ reason: t('codelists.reason') }}
          state={form ? { ...form, issues: [] } : null}
          withoutSummary
        >
          <Hidden name="version" value={version} />
          <Hidden name="into" value={into.key} />
          <TextField name="reason" optional maxLength={lengths.reason} hint={t('codelists.reason-hint')} />
          <ButtonRow>
            <Button>{t('codelists.merge.do')}</Button>
            <ButtonLink look="tertiary" to={entryPath(list.key, from.key)}>
              {t('codelists.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}
