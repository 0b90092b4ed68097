import type { Page, PageRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import { readSetting } from '../../settings/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Section,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { type Wording, type WordingLocale, wordingSetting } from '../wording.ts'

/** The sender's name and the closing of all mails, in the languages of the staff; and a mail to try them. */
export async function showWording({ tx, t, tenant, form }: PageRequest): Promise<Page> {
  const { value, version } = await readSetting(tx, wordingSetting)
  return {
    title: t('mail.wording.title'),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('mail.title'), path: '/admin/mail' },
      { label: t('mail.templates.title'), path: '/admin/mail/templates' },
    ],
    layout: 'narrow',
    body: <WordingPage value={value} version={version} district={tenant.name} form={form} />,
  }
}

function WordingPage({
  value,
  version,
  district,
  form,
}: {
  value: Readonly<Record<WordingLocale, Wording>>
  version: number
  district: string
  form: FormState | undefined
}) {
  const { t } = useRender()
  const labels = {
    senderDe: t('mail.wording.sender-de'),
    closingDe: t('mail.wording.closing-de'),
    senderEn: t('mail.wording.sender-en'),
    closingEn: t('mail.wording.closing-en'),
  }
  return (
    <Stack gap="l">
      <Text>{t('mail.wording.text')}</Text>
      <Form
        action="/admin/mail/wording"
        route="/admin/mail/wording"
        labels={labels}
        initial={{
          senderDe: value.de.sender,
          closingDe: value.de.closing,
          senderEn: value.en.sender,
          closingEn: value.en.closing,
        }}
        state={form ?? null}
      >
        <Hidden name="version" value={version} />
        <TextField name="senderDe" optional maxLength={80} hint={t('mail.wording.sender-hint', { district })} />
        <TextArea name="closingDe" optional rows={3} maxLength={600} hint={t('mail.wording.closing-hint')} />
        <TextField name="senderEn" optional maxLength={80} hint={t('mail.wording.english-hint')} />
        <TextArea name="closingEn" optional rows={3} maxLength={600} />
        <ButtonRow>
          <Button>{t('mail.wording.save')}</Button>
          <ButtonLink look="tertiary" to="/admin/mail/templates">
            {t('mail.wording.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
      <Section title={t('mail.test.title')}>
        <Form action="/admin/mail/test" route="/admin/mail/test" prefix="test" labels={{}} state={form ?? null}>
          <Text>{t('mail.test.text')}</Text>
          <ButtonRow>
            <Button look="secondary">{t('mail.test.send')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Stack>
  )
}
