import type { Page, PageRequest } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  type FormValue,
  Hidden,
  Meta,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { getEntry } from '../actions/entries.ts'
import { before, labelOf, present } from '../domain.ts'
import { type Codelist, type Entry, lengths } from '../model.ts'
import { entryPath, listPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { crumbsTo } from './list.tsx'
import type { WorkOf } from './work.ts'

export const showNewEntry =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list'>): Promise<Page> => {
    const { tx, t } = request
    const { list } = workOf(request)
    const { entries, version } = await readList(tx, list)
    const shown = present(entries)
    return {
      title: t('codelists.add-title'),
      crumbs: crumbsTo(t, list),
      layout: 'narrow',
      body: (
        <EntryForm
          request={request}
          list={list}
          others={shown}
          initial={{ version, after: shown.at(-1)?.key ?? '' }}
          back={listPath(list.key)}
          isNew
        />
      ),
    }
  }

export const showEntryForm =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list' | 'entry'>): Promise<Page> => {
    const { tx, t, locale, params } = request
    const { list } = workOf(request)
    const { entries, version } = await readList(tx, list)
    const entry = getEntry(entries, params.entry)
    const { de, en, description, from, until } = entry
    return {
      title: t('codelists.edit-title', { entry: labelOf(entry, locale) }),
      name: t('codelists.edit'),
      crumbs: [...crumbsTo(t, list), { label: labelOf(entry, locale), path: entryPath(list.key, entry.key) }],
      layout: 'narrow',
      body: (
        <EntryForm
          request={request}
          list={list}
          others={present(entries).filter(({ key }) => key !== entry.key)}
          initial={{ version, de, en, description, from, until, after: before(entries, entry.key) ?? '' }}
          back={entryPath(list.key, entry.key)}
        />
      ),
    }
  }

interface EntryFormProps {
  readonly request: PageRequest<string>
  readonly list: Codelist
  readonly others: readonly Entry[]
  readonly initial: Readonly<Record<string, FormValue>>
  readonly back: string
  readonly isNew?: boolean
}

function EntryForm({ request, list, others, initial, back, isNew }: EntryFormProps) {
  const { t, format, locale } = useRender()
  const { form } = request
  const conflict = form?.issues.some(({ code }) => code === 'changed-meanwhile') ?? false
  const version = conflict ? Number(initial.version) : Number(form?.values.version ?? initial.version)
  const days = Object.fromEntries(
    (['from', 'until'] as const).map((name) => [name, initial[name] ? format.day(initial[name] as never) : null]),
  )
  const labels = {
    de: t('codelists.label-de'),
    en: t('codelists.label-en'),
    description: t('codelists.description'),
    from: t('codelists.from'),
    until: t('codelists.until'),
    after: t('codelists.place'),
    key: t('codelists.column.key'),
    reason: t('codelists.reason'),
  }
  return (
    <Form labels={labels} initial={{ ...initial, ...days }} state={form ?? null}>
      <Hidden name="version" value={version} />
      <TextField name="de" maxLength={lengths.label} />
      <TextField name="en" optional maxLength={lengths.label} hint={t('codelists.en-hint')} />
      <TextArea
        name="description"
        optional
        rows={2}
        maxLength={lengths.description}
        hint={t('codelists.description-hint')}
      />
      <Select
        name="after"
        optional
        empty={t('codelists.at-the-top')}
        options={others.map((other) => ({
          value: other.key,
          label: t('codelists.behind', { entry: labelOf(other, locale) }),
        }))}
      />
      <Section title={t('codelists.when')}>
        <Stack>
          <Meta>{t('codelists.when-text')}</Meta>
          <DateField name="from" optional />
          <DateField name="until" optional />
        </Stack>
      </Section>
      <Section title={t('codelists.decision')}>
        <Stack>
          {isNew && (
            <TextField
              name="key"
              optional
              width="m"
              maxLength={lengths.key}
              hint={t(`codelists.key-hint-${list.keys}`)}
            />
          )}
          <TextField name="reason" optional maxLength={lengths.reason} hint={t('codelists.reason-hint')} />
        </Stack>
      </Section>
      <ButtonRow>
        <Button>{t('codelists.save')}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('codelists.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}
