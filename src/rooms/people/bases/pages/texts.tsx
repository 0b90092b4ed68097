import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, languages, locales } from '../../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  Columns,
  ConfirmationNote,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  RowName,
  Section,
  Stack,
  State,
  Table,
  Text,
  TextArea,
  TextField,
} from '../../../../platform/ui/index.ts'
import { textKeys } from '../domain/kinds.ts'
import { places } from '../domain/wording.ts'
import { textPath, textsPath } from '../paths.ts'
import { type CurrentText, currentText, editionsOf, shippedText } from '../queries/texts.ts'
import { textOf } from './parts.tsx'

/** All texts that people sign or are given, by language: which edition holds, and whether somebody checked it. */
export async function showTexts(request: PageRequest): Promise<Page> {
  const { tx, t } = request
  const rows: CurrentText[] = []
  for (const key of textKeys) for (const language of locales) rows.push(await currentText(tx, key, language))
  return {
    title: t('people.bases.texts.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ written: 'people.bases.done.written' }} />
        <Text>{t('people.bases.texts.lead')}</Text>
        {textKeys.map((key) => (
          <Section key={key} title={t(`people.bases.texts.key.${key}`)}>
            <Table
              caption={t(`people.bases.texts.key.${key}`)}
              dense
              stacks
              rows={rows.filter((row) => row.key === key)}
              keyOf={({ language }) => language}
              columns={[
                {
                  key: 'language',
                  header: t('people.bases.field.language'),
                  names: true,
                  cell: ({ language }) => (
                    <RowName>
                      <Link to={textPath(key, language)} hrefLang={language}>
                        <bdi lang={language}>{languages[language].name}</bdi>
                      </Link>
                    </RowName>
                  ),
                },
                { key: 'edition', header: t('people.bases.field.edition'), cell: (row) => editionWords(request, row) },
                {
                  key: 'reviewed',
                  header: t('people.bases.texts.reviewed'),
                  cell: (row) => <Reviewed t={t} row={row} />,
                },
              ]}
            />
          </Section>
        ))}
      </Stack>
    ),
  }
}

const editionWords = ({ t }: PageRequest, { own, edition }: CurrentText): string =>
  t(own ? 'people.bases.texts.own-edition' : 'people.bases.texts.shipped-edition', { edition })

function Reviewed({ t, row }: { t: PageRequest['t']; row: CurrentText }) {
  return row.reviewed ? (
    <State kind="done">
      {row.reviewedBy === null
        ? t('people.bases.texts.checked')
        : t('people.bases.texts.checked-by', { who: row.reviewedBy })}
    </State>
  ) : (
    <State kind="attention">{t('people.bases.texts.not-checked')}</State>
  )
}

/** One text in one language: the edition that holds, to be changed into a new one. */
export async function showText(request: PageRequest<'text' | 'edition'>): Promise<Page> {
  const { tx, t, params, form, locale } = request
  const { key, language } = textOf(params.text, params.edition)
  const editions = await editionsOf(tx, key, language)
  const current = editions[0] ?? shippedText(key, language)
  const german = language === 'de' ? null : await currentText(tx, key, 'de')
  const format = createFormat(locale)
  const { name, direction } = languages[language]
  return {
    title: t('people.bases.texts.one', { text: t(`people.bases.texts.key.${key}`), language: name }),
    name,
    meta: editionWords(request, current),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('people.bases.texts.title'), path: textsPath },
    ],
    body: (
      <Columns kind="side">
        <Section title={t('people.bases.texts.new')}>
          <Stack>
            {form?.issues.some(({ code }) => code === 'people-text-newer') && (
              <Alert kind="warning" title={t('people.bases.texts.newer')}>
                {current.paragraphs.map((paragraph) => (
                  <Text key={paragraph}>{paragraph}</Text>
                ))}
              </Alert>
            )}
            <Form
              labels={{ text: t('people.bases.texts.text'), reviewedBy: t('people.bases.texts.reviewed-by') }}
              initial={{ text: current.paragraphs.join('\n\n') }}
              {...(form && { state: form })}
            >
              <Hidden name="after" value={current.own ? Number(current.edition) : 0} />
              <Meta>{t('people.bases.texts.hint')}</Meta>
              <div lang={language} dir={direction}>
                <TextArea name="text" rows={24} maxLength={20_000} />
              </div>
              <TextField name="reviewedBy" optional maxLength={200} hint={t('people.bases.texts.reviewed-by-hint')} />
              <ButtonRow>
                <Button>{t('people.bases.texts.write')}</Button>
                <ButtonLink look="tertiary" to={textsPath}>
                  {t('people.cancel')}
                </ButtonLink>
              </ButtonRow>
            </Form>
          </Stack>
        </Section>
        <Stack gap="l">
          <Section title={t('people.bases.texts.places')}>
            <List
              items={places.map((place) => ({
                key: place,
                content: <Code>{`{${place}}`}</Code>,
                meta: t(`people.bases.texts.place.${place}`),
              }))}
            />
          </Section>
          {german && (
            <Section title={t('people.bases.texts.german')}>
              <Stack gap="s">
                {german.paragraphs.map((paragraph) => (
                  <div key={paragraph} lang="de" dir="ltr">
                    <Text>{paragraph}</Text>
                  </div>
                ))}
              </Stack>
            </Section>
          )}
          {editions.length > 0 && (
            <Section title={t('people.bases.texts.editions')}>
              <List
                items={editions.map((one) => ({
                  key: one.edition,
                  content: editionWords(request, one),
                  meta: one.since && format.instant(one.since),
                }))}
              />
            </Section>
          )}
        </Stack>
      </Columns>
    ),
  }
}
