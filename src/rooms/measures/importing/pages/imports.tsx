import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  FileField,
  Form,
  Link,
  List,
  Parts,
  Section,
  Stack,
  Text,
} from '../../../../platform/ui/index.ts'
import { importPath, importsPath } from '../paths.ts'
import { recentImports } from '../queries/imports.ts'

export const crumbsOf = (t: PageRequest['t']) => [{ label: t('measures.title'), path: '/measures' }]

/** Where a table is sent, what it may look like, and the imports of the last 30 days. */
export async function showImports({ tx, t, form, locale }: PageRequest): Promise<Page> {
  const format = createFormat(locale)
  const recent = await recentImports(tx)
  return {
    title: t('measures.import.title'),
    crumbs: crumbsOf(t),
    meta: <Parts parts={[t('measures.import.lead')]} />,
    body: (
      <Stack>
        <ConfirmationNote texts={{ discarded: 'measures.import.done.discarded' }} />
        <Columns kind="side">
          <Section title={t('measures.import.upload')}>
            <Form
              action={importsPath}
              labels={{ file: t('measures.import.field.file') }}
              files
              failure={t('measures.import.refused')}
              kept={t('measures.import.nothing-changed')}
              {...(form && { state: form })}
            >
              <FileField name="file" accept=".xlsx,.csv" hint={t('measures.import.hint.file')} />
              <ButtonRow>
                <Button>{t('measures.import.look')}</Button>
                <ButtonLink look="tertiary" to="/measures">
                  {t('measures.cancel')}
                </ButtonLink>
              </ButtonRow>
            </Form>
          </Section>
          <Section title={t('measures.import.how')}>
            <Stack gap="s">
              <Text>{t('measures.import.how-header')}</Text>
              <Text>{t('measures.import.how-report')}</Text>
              <Text>
                {t('measures.import.how-export')}{' '}
                <Link to="/measures/export.xlsx">{t('measures.import.template')}</Link>
              </Text>
            </Stack>
          </Section>
        </Columns>
        {recent.length > 0 && (
          <Section title={t('measures.import.recent')}>
            <List
              items={recent.map((one) => ({
                key: one.id,
                content: (
                  <Link to={one.state === 'mapping' ? `${importPath(one.id)}/columns` : importPath(one.id)}>
                    {one.fileName}
                  </Link>
                ),
                meta: (
                  <Parts
                    parts={[
                      t(`measures.import.state.${one.state}`, { count: one.rows }),
                      format.instant(one.createdAt),
                    ]}
                  />
                ),
              }))}
            />
          </Section>
        )}
      </Stack>
    ),
  }
}
