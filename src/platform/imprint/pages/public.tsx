import { dayOfInstant } from '../../../kernel/day.ts'
import type { Page, PublicRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import { createFormat } from '../../i18n/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Details,
  Form,
  Link,
  Note,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { readFacts, readText } from '../queries.ts'
import { speakText } from '../speaking.ts'
import { localeFor, type TextPage } from '../texts.ts'
import { TextBody } from './body.tsx'

/** One of the pages, for everybody: in the words of the district, else the program's text with the district's facts. */
export const showText =
  (page: TextPage) =>
  async ({ tx, t, tenant, locale }: PublicRequest): Promise<Page> => {
    const spoken = localeFor(locale)
    const text = await readText(tx, page, spoken)
    const facts = await readFacts(tx)
    const { text: composed, source, gaps } = await speakText(page, spoken, text.body, facts.value, tenant)
    const instants = [text.changedAt, source === 'program' && page === 'keyboard' ? null : facts.changedAt]
    const latest = instants.reduce((one, other) => (one && (!other || other < one) ? one : other), null)
    const day = latest && dayOfInstant(latest.getTime(), 'Europe/Berlin')
    return {
      title: t(`imprint.page.${page}`),
      meta: day ? t('imprint.as-of', { day: createFormat(locale).day(day) }) : t('imprint.program-text'),
      layout: 'narrow',
      spoken,
      body: (
        <PublicText
          page={page}
          text={composed}
          gaps={gaps}
          demo={tenant.demo}
          easy={text.easyLanguage}
          sign={text.signLanguage}
        />
      ),
    }
  }

interface PublicTextProps {
  readonly page: TextPage
  readonly text: string
  readonly gaps: number
  readonly demo: boolean
  readonly easy: string | null
  readonly sign: string | null
}

export function PublicText({ page, text, gaps, demo, easy, sign }: PublicTextProps) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      {demo && page !== 'keyboard' && (
        <Alert kind="info" title={t('imprint.demo-title')}>
          {t('imprint.demo')}
        </Alert>
      )}
      {gaps > 0 && !demo && <Note kind="attention">{t('imprint.incomplete')}</Note>}
      {easy !== null && (
        <Details summary={t('imprint.easy')}>
          <TextBody text={easy} />
        </Details>
      )}
      {sign !== null && <Link to={sign}>{t('imprint.sign')}</Link>}
      <TextBody text={text} />
      {page === 'accessibility' && (
        <Text>
          <Link to={`/${locale}/accessibility/feedback`}>{t('imprint.report')}</Link>
        </Text>
      )}
    </Stack>
  )
}

/** The form by which everybody reports a barrier. */
export async function showFeedbackForm({ t, locale, form, query }: PublicRequest): Promise<Page> {
  return {
    title: t('imprint.form.title'),
    layout: 'narrow',
    crumbs: [{ label: t('imprint.page.accessibility'), path: `/${locale}/accessibility` }],
    body: <FeedbackForm form={form} about={query.get('page') ?? ''} />,
  }
}

function FeedbackForm({ form, about }: { form: FormState | undefined; about: string }) {
  const { t, path } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('imprint.form.text')}</Text>
      <Form
        action={path}
        labels={{
          message: t('imprint.form.message'),
          about: t('imprint.form.about'),
          contact: t('imprint.form.contact'),
        }}
        initial={{ about: about.slice(0, 500) }}
        failure={t('imprint.form.not-yet')}
        state={form ?? null}
      >
        <TextArea name="message" rows={6} maxLength={4000} hint={t('imprint.form.message-hint')} />
        <TextField name="about" optional maxLength={500} hint={t('imprint.form.about-hint')} />
        <TextField name="contact" optional maxLength={200} hint={t('imprint.form.contact-hint')} />
        <ButtonRow>
          <Button>{t('imprint.form.send')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

/** After a report was sent. */
export async function showFeedbackSent({ t, locale }: PublicRequest): Promise<Page> {
  return {
    title: t('imprint.form.sent-title'),
    layout: 'narrow',
    body: (
      <Stack>
        <Text>{t('imprint.form.sent')}</Text>
        <Text>
          <Link to={`/${locale}/accessibility`}>{t('imprint.form.back')}</Link>
        </Text>
      </Stack>
    ),
  }
}
