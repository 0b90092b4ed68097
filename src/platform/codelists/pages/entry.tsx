import type { Page, PageRequest } from '../../http/index.ts'
import {
  ButtonLink,
  Code,
  DescriptionList,
  Empty,
  Link,
  List,
  Section,
  Stack,
  Text,
  useRender,
} from '../../ui/index.ts'
import { getEntry, whyNotRemove } from '../actions/entries.ts'
import { keysMeaning, labelOf, present } from '../domain.ts'
import type { Codelist, Entry } from '../model.ts'
import { entryPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { countUses, totalOf, type Uses } from '../uses.ts'
import { crumbsTo } from './list.tsx'
import { EntryStateMark, toldCount } from './words.tsx'
import type { WorkOf } from './work.ts'

/** One entry: what it means, where it is used, and what can be done with it. */
export const showEntry =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list' | 'entry'>): Promise<Page> => {
    const { tx, t, locale, params } = request
    const { list, declarations } = workOf(request)
    const { entries } = await readList(tx, list)
    const entry = getEntry(entries, params.entry)
    const uses = await countUses(tx, declarations)
    return {
      title: labelOf(entry, locale),
      crumbs: crumbsTo(t, list),
      layout: 'narrow',
      actions: <EditLink list={list} entry={entry} />,
      body: <EntryPage list={list} entry={entry} entries={present(entries)} uses={uses} />,
    }
  }

function EditLink({ list, entry }: { list: Codelist; entry: Entry }) {
  const { t, may } = useRender()
  if (!may('codelists.edit') || entry.into !== null) return null
  return <ButtonLink to={`${entryPath(list.key, entry.key)}/edit`}>{t('codelists.edit')}</ButtonLink>
}

function EntryPage({
  list,
  entry,
  entries,
  uses,
}: {
  list: Codelist
  entry: Entry
  entries: readonly Entry[]
  uses: readonly Uses[]
}) {
  const { t, format, locale, may } = useRender()
  const aliases = keysMeaning(entries, entry.key).filter((key) => key !== entry.key)
  const path = entryPath(list.key, entry.key)
  return (
    <Stack gap="l">
      <DescriptionList
        empty="–"
        items={[
          { term: t('codelists.label-de'), value: entry.de },
          { term: t('codelists.label-en'), value: entry.en },
          { term: t('codelists.description'), value: entry.description },
          { term: t('codelists.column.key'), value: <Code>{entry.key}</Code> },
          { term: t('codelists.column.state'), value: <EntryStateMark entry={entry} entries={entries} /> },
          { term: t('codelists.from'), value: entry.from && format.day(entry.from) },
          { term: t('codelists.until'), value: entry.until && format.day(entry.until) },
          { term: t('codelists.origin-label'), value: t(`codelists.origin.${entry.origin}`) },
        ]}
      />
      <Section title={t('codelists.column.uses')}>
        <Usages uses={uses} entryKey={entry.key} />
      </Section>
      {aliases.length > 0 && (
        <Section title={t('codelists.aliases')}>
          <List
            items={entries
              .filter(({ key }) => aliases.includes(key))
              .map((alias) => ({
                key: alias.key,
                content: <Link to={entryPath(list.key, alias.key)}>{labelOf(alias, locale)}</Link>,
                meta: <Code>{alias.key}</Code>,
              }))}
          />
        </Section>
      )}
      {may('codelists.edit') && entry.into === null && (
        <Section title={t('codelists.more')}>
          <Stack gap="s">
            {entries.length > 1 && <Link to={`${path}/merge`}>{t('codelists.merge.open')}</Link>}
            <Removal entry={entry} entries={entries} uses={uses} path={path} />
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

function Removal({
  entry,
  entries,
  uses,
  path,
}: {
  entry: Entry
  entries: readonly Entry[]
  uses: readonly Uses[]
  path: string
}) {
  const { t } = useRender()
  const why = whyNotRemove(entries, entry, totalOf(uses, entry.key))
  return why ? <Text>{t(`error.${why}`)}</Text> : <Link to={`${path}/remove`}>{t('codelists.remove.open')}</Link>
}

/** How often an entry is used, kind by kind, each number a way to the records where there is one. */
function Usages({ uses, entryKey }: { uses: readonly Uses[]; entryKey: string }) {
  const { t } = useRender()
  if (uses.length === 0) return <Empty title={t('codelists.uses.nowhere')}>{t('codelists.uses.nowhere-text')}</Empty>
  return (
    <List
      items={uses.map((one) => {
        const count = one.counts.get(entryKey) ?? 0
        const words = toldCount(t, one, count)
        const path = count > 0 ? one.usage.path?.(entryKey) : undefined
        return { key: one.usage.key, content: path ? <Link to={path}>{words}</Link> : words }
      })}
    />
  )
}
