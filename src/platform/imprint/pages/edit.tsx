import { NotFound } from '../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DescriptionList,
  Details,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Note,
  Section,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { type Facts, factNames } from '../facts.ts'
import { readFacts, readText, type TextVersion, textVersions } from '../queries.ts'
import { speakText } from '../speaking.ts'
import { factsWith, isTextLocale, isTextPage, type TextLocale, type TextPage } from '../texts.ts'
import { PublicText } from './public.tsx'

type EditRequest = PageRequest<'page' | 'locale'>

/** The page and language of an address. Throws NotFound. */
export function wantedText({ params }: Pick<EditRequest, 'params'>): { page: TextPage; locale: TextLocale } {
  if (!isTextPage(params.page) || !isTextLocale(params.locale)) throw new NotFound('text')
  return { page: params.page, locale: params.locale }
}

interface TypedText {
  readonly body: string | null
  readonly easyLanguage: string | null
  readonly signLanguage: string | null
}

/** One page in one language: what is published, the form that changes it, its versions; with `typed`, a preview of that. */
export const showTextForm =
  (typed?: TypedText & { readonly version: number }) =>
  async (request: EditRequest): Promise<Page> => {
    const { tx, t, tenant, form, query } = request
    const { page, locale } = wantedText(request)
    const { value: facts } = await readFacts(tx)
    const now = await readText(tx, page, locale)
    const versions = await textVersions(tx, page, locale)
    const wanted = versions.find(({ version }) => String(version) === query.get('version'))
    const preview = typed ?? wanted
    const composed = await speakText(page, locale, (preview ?? now).body, facts, tenant)
    const template = await speakText(page, locale, null, facts, tenant)
    const view: EditView = {
      page,
      locale,
      form,
      now,
      typed,
      version: typed?.version ?? versionFor(form, now.version),
      versions,
      wanted,
      preview: preview && { ...preview, text: composed.text, gaps: composed.gaps },
      demo: tenant.demo,
      template: template.text,
      facts: factsWith(facts, tenant),
    }
    return {
      title: t('imprint.edit.title', { page: t(`imprint.page.${page}`), language: t(`imprint.language.${locale}`) }),
      crumbs: [
        { label: t('administration.title'), path: '/admin' },
        { label: t('imprint.texts.title'), path: '/admin/texts' },
      ],
      layout: 'narrow',
      actions: (
        <ButtonLink look="secondary" to={`/${locale}/${page}`}>
          {t('imprint.edit.view')}
        </ButtonLink>
      ),
      body: <EditPage view={view} />,
    }
  }

/** After a conflict the present version, so that saving again is meant; else the one that the person saw. */
function versionFor(form: FormState | undefined, current: number): number {
  if (!form || form.issues.some(({ code }) => code === 'changed-meanwhile')) return current
  return Number(form.values['version'] ?? current)
}

interface EditView {
  readonly page: TextPage
  readonly locale: TextLocale
  readonly form: FormState | undefined
  readonly now: TextVersion
  readonly typed: TypedText | undefined
  readonly version: number
  readonly versions: readonly TextVersion[]
  readonly wanted: TextVersion | undefined
  readonly preview: (TypedText & { readonly text: string; readonly gaps: number }) | undefined
  readonly demo: boolean
  /** The program's text with what is known, to start from. */
  readonly template: string
  readonly facts: Facts
}

function EditPage({ view }: { view: EditView }) {
  const { t, format } = useRender()
  const { page, preview, wanted, demo } = view
  return (
    <Stack gap="l">
      {preview && (
        <Section
          title={
            wanted?.changedAt
              ? t('imprint.history.shown', { version: wanted.version, at: format.instant(wanted.changedAt) })
              : t('imprint.edit.preview-title')
          }
        >
          <Note>
            <PublicText
              page={page}
              text={preview.text}
              gaps={preview.gaps}
              demo={demo}
              easy={preview.easyLanguage}
              sign={preview.signLanguage}
            />
          </Note>
        </Section>
      )}
      <EditForm view={view} />
      <Values view={view} />
      <Section title={t('imprint.history.title')}>
        <Versions view={view} />
      </Section>
    </Stack>
  )
}

function EditForm({ view }: { view: EditView }) {
  const { t } = useRender()
  const { page, locale, form, now, typed, version, wanted } = view
  const { body, easyLanguage, signLanguage } = typed ?? wanted ?? now
  return (
    <Form
      action={`/admin/texts/${page}/${locale}`}
      labels={{
        body: t('imprint.edit.body'),
        easyLanguage: t('imprint.edit.easy'),
        signLanguage: t('imprint.edit.sign'),
      }}
      initial={{ body, easyLanguage, signLanguage }}
      state={form ?? null}
    >
      <Hidden name="version" value={version} />
      <TextArea name="body" optional rows={16} maxLength={40_000} hint={t('imprint.edit.body-hint')} />
      <TextArea name="easyLanguage" optional rows={4} maxLength={20_000} />
      <TextField name="signLanguage" optional maxLength={500} />
      <ButtonRow>
        <Button name="do" value="publish">
          {t('imprint.edit.publish')}
        </Button>
        <Button name="do" value="preview" look="secondary">
          {t('imprint.edit.preview')}
        </Button>
        <ButtonLink look="tertiary" to="/admin/texts">
          {t('imprint.edit.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}

function Values({ view: { template, facts } }: { view: EditView }) {
  const { t } = useRender()
  return (
    <Stack>
      <Details summary={t('imprint.edit.start')}>
        <pre className="nl-typed">{template}</pre>
      </Details>
      <Details summary={t('imprint.edit.values')}>
        <Stack>
          <Text>{t('imprint.edit.values-text')}</Text>
          <DescriptionList
            empty="–"
            items={factNames.map((name) => ({
              term: `{${name}}`,
              value: facts[name] ?? t(`imprint.fact.${name}`),
            }))}
          />
        </Stack>
      </Details>
    </Stack>
  )
}

function Versions({ view: { versions } }: { view: EditView }) {
  const { t, format } = useRender()
  if (versions.length === 0) return <Empty title={t('imprint.history.none')} />
  return (
    <List
      items={versions.map(({ version, body, changedAt, changedBy }) => ({
        key: String(version),
        content: (
          <>
            {t('imprint.history.version', { version })}:{' '}
            {body === null ? t('imprint.history.program') : t('imprint.history.own', { count: body.length })}{' '}
            <Link to={`?version=${version}`}>{t('imprint.history.show')}</Link>
          </>
        ),
        meta: `${changedBy ?? t('imprint.history.system')} · ${changedAt ? format.instant(changedAt) : ''}`,
      }))}
    />
  )
}
