import { Invalid } from '../../../kernel/errors.ts'
import type { FormRequest, Page, PageRequest } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ErrorSummary,
  FileField,
  Form,
  Hidden,
  List,
  Note,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { compareLists, type EntryChange } from '../domain.ts'
import { type Reading, readTable } from '../exchange.ts'
import { type Codelist, lengths } from '../model.ts'
import { listPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { Changes } from './history.tsx'
import { crumbsTo } from './list.tsx'
import type { WorkOf } from './work.ts'

/** Where a table is handed in. */
export const showImport =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list'>): Promise<Page> => {
    const { t, form } = request
    const { list } = workOf(request)
    // Of the second step only what went wrong comes back here: the table is handed in again.
    const second = form?.route.endsWith('/run') === true
    return {
      title: t('codelists.import.title'),
      crumbs: crumbsTo(t, list),
      layout: 'narrow',
      body: (
        <Stack gap="l">
          {second && <ErrorSummary issues={form.issues} labels={{}} prefix="" />}
          <Stack>
            <Text>{t('codelists.import.text')}</Text>
            <Text>{t('codelists.import.columns')}</Text>
          </Stack>
          <Form
            action={`${listPath(list.key)}/import`}
            labels={{ file: t('codelists.import.file') }}
            state={second ? null : (form ?? null)}
            files
          >
            <FileField name="file" accept=".csv,.xlsx" />
            <ButtonRow>
              <Button>{t('codelists.import.look')}</Button>
              <ButtonLink look="tertiary" to={listPath(list.key)}>
                {t('codelists.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Stack>
      ),
    }
  }

/** What a table would change. Nothing has happened yet; the table travels in the page. */
export const showPreview =
  (workOf: WorkOf) =>
  async (request: FormRequest<'list'>): Promise<Page> => {
    const { tx, t, files } = request
    const { list } = workOf(request)
    const file = files.file
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    if (!file || bytes.length === 0) throw new Invalid([{ field: 'file', code: 'required' }])
    const now = await readList(tx, list)
    const reading = await readTable({ name: file.name, bytes }, list, now.entries)
    const changes = compareLists(now.entries, reading.entries)
    return {
      title: t('codelists.import.preview'),
      crumbs: [...crumbsTo(t, list), { label: t('codelists.import.title'), path: `${listPath(list.key)}/import` }],
      body: <PreviewPage list={list} version={now.version} reading={reading} changes={changes} />,
    }
  }

function PreviewPage({
  list,
  version,
  reading,
  changes,
}: {
  list: Codelist
  version: number
  reading: Reading
  changes: readonly EntryChange[]
}) {
  const { t } = useRender()
  const runs = reading.issues.length === 0 && changes.length > 0
  return (
    <Stack gap="l">
      {reading.issues.length > 0 && (
        <Note kind="attention">
          <Stack gap="s">
            <Text>{t('codelists.import.issues', { count: reading.issues.length })}</Text>
            <List
              items={reading.issues.slice(0, 50).map(({ row, code }, index) => ({
                key: `${row}-${index}`,
                content: t('codelists.import.row', { row, issue: t(`codelists.import.issue.${code}`) }),
              }))}
            />
          </Stack>
        </Note>
      )}
      <Section title={t('codelists.import.changes')}>
        <Changes list={list} changes={changes} />
      </Section>
      {runs && (
        <Form action={`${listPath(list.key)}/import/run`} labels={{ reason: t('codelists.reason') }}>
          <Hidden name="version" value={version} />
          <Hidden name="entries" value={JSON.stringify(reading.entries)} />
          <TextField name="reason" optional maxLength={lengths.reason} hint={t('codelists.reason-hint')} />
          <ButtonRow>
            <Button>{t('codelists.import.run')}</Button>
            <ButtonLink look="tertiary" to={listPath(list.key)}>
              {t('codelists.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      )}
      {!runs && (
        <ButtonRow>
          <ButtonLink look="secondary" to={`${listPath(list.key)}/import`}>
            {t('codelists.import.other')}
          </ButtonLink>
        </ButtonRow>
      )}
    </Stack>
  )
}
