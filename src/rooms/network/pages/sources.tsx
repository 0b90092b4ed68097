import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Form,
  Meta,
  Section,
  Select,
  Stack,
  TextField,
} from '../../../platform/ui/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { sourcedFields } from '../domain/sourced.ts'
import { pathOf } from '../paths.ts'
import { getHead } from '../queries/heads.ts'
import { sourcesOf } from '../queries/sources.ts'
import { crumbsTo, SourceTitle, sourceWords } from './record.tsx'
import { confirmations } from './register.tsx'
import { Rows } from './rows.tsx'
import { fieldLabel, fieldLabels } from './words.ts'

/** The sources of a record, with a form to add one. */
export const showSources =
  (kind: RecordKind) =>
  async (request: PageRequest<'key'>): Promise<Page> => {
    const { tx, actor, params, t, form, clock, locale } = request
    const format = createFormat(locale)
    const head = await getHead(tx, actor, kind, params.key, clock.today())
    const sources = await sourcesOf(tx, head.id)
    const path = `${pathOf(kind, head.key)}/sources`
    const fields = sourcedFields[kind].map((field) => ({ value: field, label: fieldLabel(t, kind, field) }))
    return {
      title: t('network.source.title', { title: head.title }),
      name: t('network.source.many'),
      crumbs: crumbsTo(t, kind, head),
      layout: 'narrow',
      actions: (
        <ButtonLink look="secondary" to={pathOf(kind, head.key)}>
          {t('network.back')}
        </ButtonLink>
      ),
      body: (
        <Stack gap="l">
          <ConfirmationNote texts={confirmations} />
          {sources.length > 0 && (
            <Section title={t('network.source.present')}>
              <Rows
                caption={t('network.source.present')}
                rows={sources}
                idOf={(source) => source.id}
                nameOf={(source) => source.title}
                header={t('network.source.one')}
                name={(source) => <SourceTitle source={source} />}
                detailHeader={t('network.field.field')}
                detail={(source) => sourceWords(t, format, kind, source) || t('network.source.whole')}
                removeAt={`${path}/remove`}
                removable={() => true}
                form={form}
              />
            </Section>
          )}
          <Section title={t('network.source.add')}>
            <Form
              action={path}
              route={routeOf(kind)}
              labels={fieldLabels(t, kind, ['title', 'address', 'datedOn', 'field'])}
              state={form}
            >
              <Meta>{t('network.source.text')}</Meta>
              <TextField name="title" maxLength={300} hint={t('network.source.title-hint')} />
              <TextField name="address" type="url" optional maxLength={1000} hint={t('network.address-hint')} />
              <DateField name="datedOn" optional />
              <Select name="field" optional options={fields} empty={t('network.source.whole')} />
              <ButtonRow>
                <Button>{t('network.source.add')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        </Stack>
      ),
    }
  }

/** Where the form posts to, as registered. */
const routeOf = (kind: RecordKind) => `${pathOf(kind, ':key')}/sources`
