import type { Page, PageRequest } from '../../http/index.ts'
import { type Catalogues, createTranslate } from '../../i18n/index.ts'
import { readSetting } from '../../settings/index.ts'
import { ButtonLink, ConfirmationNote, Details, List, Part, Section, Stack, Text, useRender } from '../../ui/index.ts'
import { compose } from '../compose.ts'
import { allowedValues, sourceOf, type Template, templatesIn, valuesIn } from '../templates.ts'
import { type WordingLocale, wordingFor, wordingLocales, wordingSetting } from '../wording.ts'

interface Shown {
  readonly template: Template
  readonly values: readonly string[]
  readonly texts: Readonly<Record<WordingLocale, { readonly subject: string; readonly body: string }>>
}

/** Every mail that the platform can send, in the languages of its staff, with sample values. */
export const showTemplates =
  (catalogues: () => Promise<Catalogues>) =>
  async ({ tx, t, tenant, origin }: PageRequest): Promise<Page> => {
    const all = await catalogues()
    const { value: words } = await readSetting(tx, wordingSetting)
    const shown = templatesIn(all).map((template): Shown => {
      const texts = (locale: WordingLocale) => {
        const mail = {
          template: `${template.part}.${template.name}`,
          values: samples(locale, tenant.name),
          links: {},
          unsubscribe: template.part === 'subscriptions' ? `/${locale}/subscriptions/…` : null,
        }
        return compose(mail, tenant, origin, createTranslate(locale, all), wordingFor(words, locale))
      }
      const source = sourceOf(all.de ?? {}, template, 'subject') ?? ''
      const values = valuesIn(`${source} ${sourceOf(all.de ?? {}, template, 'body') ?? ''}`)
      return { template, values, texts: { de: texts('de'), en: texts('en') } }
    })
    return {
      title: t('mail.templates.title'),
      crumbs: [
        { label: t('administration.title'), path: '/admin' },
        { label: t('mail.title'), path: '/admin/mail' },
      ],
      actions: <ButtonLink to="/admin/mail/wording">{t('mail.templates.wording')}</ButtonLink>,
      body: <Templates shown={shown} />,
    }
  }

function samples(locale: WordingLocale, district: string): Record<string, string | number> {
  const entries = Object.entries(allowedValues).map(([name, sample]) => [
    name,
    sample.kind === 'number' ? Number(sample[locale]) : sample[locale],
  ])
  return { ...Object.fromEntries(entries), district }
}

function Templates({ shown }: { shown: readonly Shown[] }) {
  const { t } = useRender()
  const parts = Map.groupBy(shown, ({ template }) => template.part)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ worded: 'mail.templates.worded' }} />
      <Stack gap="s">
        <Text>{t('mail.templates.text')}</Text>
        <Text>{t('mail.templates.harmless')}</Text>
      </Stack>
      {[...parts].map(([part, templates]) => (
        <Section key={part} title={t.has(`mail.templates.part.${part}`) ? t(`mail.templates.part.${part}`) : part}>
          <List
            items={templates.map((one) => ({
              key: one.template.name,
              content: (
                <Details summary={one.texts.de.subject}>
                  <Stack>
                    {wordingLocales.map((locale) => (
                      <Part key={locale} title={t(`mail.templates.language.${locale}`)}>
                        <Stack gap="s">
                          <Text>{one.texts[locale].subject}</Text>
                          <pre className="nl-typed" lang={locale}>
                            {one.texts[locale].body}
                          </pre>
                        </Stack>
                      </Part>
                    ))}
                  </Stack>
                </Details>
              ),
              meta: (
                <>
                  <code className="nl-code">{`${part}.${one.template.name}`}</code>{' '}
                  {one.values.length > 0 &&
                    t('mail.templates.values', {
                      values: one.values
                        .map((name) => t(`mail.templates.kind.${allowedValues[name]?.kind ?? 'unknown'}`))
                        .filter((kind, index, kinds) => kinds.indexOf(kind) === index)
                        .join(', '),
                    })}
                </>
              ),
            }))}
          />
        </Section>
      ))}
    </Stack>
  )
}
