import type { Page, PageRequest } from '../../http/index.ts'
import { Alert, Button, ButtonLink, ButtonRow, Form, Hidden, Text, TextField } from '../../ui/index.ts'
import { getEntry, whyNotRemove } from '../actions/entries.ts'
import { labelOf } from '../domain.ts'
import { lengths } from '../model.ts'
import { entryPath } from '../paths.ts'
import { readList } from '../queries.ts'
import { countUses, totalOf } from '../uses.ts'
import { crumbsTo } from './list.tsx'
import type { WorkOf } from './work.ts'

/** Asks before an unused entry goes; says why where it cannot. */
export const showRemoval =
  (workOf: WorkOf) =>
  async (request: PageRequest<'list' | 'entry'>): Promise<Page> => {
    const { tx, t, locale, params, form } = request
    const { list, declarations } = workOf(request)
    const { entries, version } = await readList(tx, list)
    const entry = getEntry(entries, params.entry)
    const why = whyNotRemove(entries, entry, totalOf(await countUses(tx, declarations), entry.key))
    const path = entryPath(list.key, entry.key)
    return {
      title: t('codelists.remove.title', { entry: labelOf(entry, locale) }),
      name: t('codelists.remove.open'),
      crumbs: [...crumbsTo(t, list), { label: labelOf(entry, locale), path }],
      layout: 'narrow',
      body: why ? (
        <Alert kind="info" title={t(`error.${why}`)} />
      ) : (
        <Form action={`${path}/remove`} labels={{ reason: t('codelists.reason') }} state={form ?? null}>
          <Text>{t('codelists.remove.text')}</Text>
          <Hidden name="version" value={version} />
          <TextField name="reason" optional maxLength={lengths.reason} hint={t('codelists.reason-hint')} />
          <ButtonRow>
            <Button>{t('codelists.remove.do')}</Button>
            <ButtonLink look="tertiary" to={path}>
              {t('codelists.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      ),
    }
  }
