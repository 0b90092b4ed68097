import type { Page, PageRequest } from '../../http/index.ts'
import {
  ButtonLink,
  ConfirmationNote,
  Link,
  Note,
  Section,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import { decidedTexts, readFacts } from '../queries.ts'
import { speakText } from '../speaking.ts'
import { factsWith, missingFacts, type TextLocale, type TextPage, textLocales, textPages } from '../texts.ts'

interface Row {
  readonly page: TextPage
  readonly locale: TextLocale
  readonly source: 'own' | 'program'
  readonly gaps: number
  readonly changedAt: Date | null
}

/** All these pages in their languages: whose text it is, what is missing, when it was changed. */
export async function showTexts({ tx, t, tenant }: PageRequest): Promise<Page> {
  const decided = await decidedTexts(tx)
  const { value: facts } = await readFacts(tx)
  const rows: Row[] = []
  for (const page of textPages)
    for (const locale of textLocales) {
      const text = decided.get(`${page}.${locale}`)
      const { source, gaps } = await speakText(page, locale, text?.body ?? null, facts, tenant)
      rows.push({ page, locale, source, gaps, changedAt: text?.changedAt ?? null })
    }
  const missing = missingFacts(factsWith(facts, tenant)).length
  return {
    title: t('imprint.texts.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    actions: <ButtonLink to="/admin/texts/facts">{t('imprint.texts.facts-edit')}</ButtonLink>,
    body: <Texts rows={rows} missing={missing} />,
  }
}

function Texts({ rows, missing }: { rows: readonly Row[]; missing: number }) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ facts: 'imprint.facts.saved', published: 'imprint.edit.published' }} />
      <Text>{t('imprint.texts.text')}</Text>
      {missing > 0 && (
        <Note kind="attention">
          <Stack gap="s">
            <Text>{t('imprint.texts.missing', { count: missing })}</Text>
            <Text>{t('imprint.texts.missing-text')}</Text>
          </Stack>
        </Note>
      )}
      <Table
        caption={t('imprint.texts.title')}
        stacks
        rows={rows}
        keyOf={({ page, locale }) => `${page}-${locale}`}
        columns={[
          {
            key: 'page',
            header: t('imprint.texts.page'),
            names: true,
            cell: ({ page, locale }) => (
              <Link to={`/admin/texts/${page}/${locale}`}>
                {t('imprint.edit.title', {
                  page: t(`imprint.page.${page}`),
                  language: t(`imprint.language.${locale}`),
                })}
              </Link>
            ),
          },
          {
            key: 'view',
            header: t('imprint.texts.public'),
            cell: ({ page, locale }) => <Link to={`/${locale}/${page}`}>{`/${locale}/${page}`}</Link>,
          },
          { key: 'source', header: t('imprint.texts.state'), cell: ({ source }) => t(`imprint.texts.${source}`) },
          {
            key: 'gaps',
            header: t('imprint.gap-mark'),
            cell: ({ gaps }) =>
              gaps > 0 ? (
                <State kind="attention">{t('imprint.texts.gaps', { count: gaps })}</State>
              ) : (
                <State kind="standing">{t('imprint.texts.complete')}</State>
              ),
          },
          {
            key: 'changed',
            header: t('imprint.texts.changed'),
            cell: ({ changedAt }) => (changedAt ? format.instant(changedAt) : t('imprint.texts.never')),
          },
        ]}
      />
      <Section title={t('imprint.texts.feedback')}>
        <Link to="/admin/feedback">{t('imprint.texts.feedback-open')}</Link>
      </Section>
    </Stack>
  )
}
