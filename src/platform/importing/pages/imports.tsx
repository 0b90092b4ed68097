import type { Page, PageRequest } from '../../http/index.ts'
import { createFormat } from '../../i18n/index.ts'
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
} from '../../ui/index.ts'
import type { ImportKind } from '../kind.ts'
import { type ListedImport, recentImports } from '../queries/imports.ts'
import { importDays } from '../retention.ts'

export const crumbsOf = (t: PageRequest['t'], { home }: ImportKind) => [{ label: t(home.label), path: home.path }]

/** Where a list is sent, what it may look like, and what the reader has sent before. */
export const importsPage =
  (kind: ImportKind) =>
  async ({ tx, t, form, locale }: PageRequest): Promise<Page> => {
    const recent = await recentImports(tx, kind)
    const { words } = kind
    return {
      title: t(`${words}.title`),
      crumbs: crumbsOf(t, kind),
      meta: <Parts parts={[t(`${words}.lead`)]} />,
      body: (
        <Stack>
          <ConfirmationNote texts={{ discarded: 'importing.done.discarded' }} />
          <Columns kind="side">
            <Section title={t('importing.upload')}>
              <Form
                action={kind.path}
                labels={{ file: t('importing.field.file') }}
                files
                failure={t('importing.refused')}
                kept={t('importing.choose-again')}
                {...(form && { state: form })}
              >
                <FileField name="file" accept=".xlsx,.csv" hint={t('importing.hint.file')} />
                <ButtonRow>
                  <Button>{t('importing.look')}</Button>
                  <ButtonLink look="tertiary" to={kind.home.path}>
                    {t('importing.cancel')}
                  </ButtonLink>
                </ButtonRow>
              </Form>
            </Section>
            <Section title={t('importing.how')}>
              <Stack gap="s">
                <Text>{t(`${words}.how`)}</Text>
                <Text>{t('importing.how-header')}</Text>
                <Text>{t('importing.how-report')}</Text>
                <Text>{t('importing.how-long', { days: importDays(kind.personal) })}</Text>
                {kind.template && (
                  <Text>
                    {t('importing.how-template')} <Link to={kind.template.path}>{t(kind.template.label)}</Link>
                  </Text>
                )}
              </Stack>
            </Section>
          </Columns>
          {recent.length > 0 && (
            <Section title={t('importing.recent', { days: importDays(kind.personal) })}>
              <Recent kind={kind} recent={recent} t={t} locale={locale} />
            </Section>
          )}
        </Stack>
      ),
    }
  }

interface Listed extends Pick<PageRequest, 't' | 'locale'> {
  readonly kind: ImportKind
  readonly recent: readonly ListedImport[]
}

function Recent({ kind, recent, t, locale }: Listed) {
  const format = createFormat(locale)
  return (
    <List
      items={recent.map((one) => ({
        key: one.id,
        content: (
          <Link to={one.state === 'mapping' ? `${kind.path}/${one.id}/columns` : `${kind.path}/${one.id}`}>
            {one.fileName}
          </Link>
        ),
        meta: (
          <Parts
            parts={[
              one.state === 'done'
                ? t(`${kind.words}.state-done`, { count: one.rows })
                : t(`importing.state.${one.state}`),
              format.instant(one.createdAt),
            ]}
          />
        ),
      }))}
    />
  )
}
