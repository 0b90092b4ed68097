import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { isLocale, type Locale, languages, locales, type Translate } from '../../../../platform/i18n/index.ts'
import { QrCode } from '../../../../platform/identity/factors/pages/qr.tsx'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  ConfirmationNote,
  Form,
  List,
  Meta,
  Section,
  Select,
  Stack,
  State,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { handoverPath } from '../../paths.ts'
import { getOpened } from '../../queries/opened.ts'
import { inGroups } from '../domain/secrets.ts'
import { codePath, codeRoute, standingRoute } from '../paths.ts'
import { codesOf, type ListedCode } from '../queries/codes.ts'
import { crumbsOf } from './link.tsx'
import { dayOf } from './words.ts'

/** The codes of the person served: make one for their language, or end all. */
export async function showCode({ tx, actor, params, t, form }: PageRequest<'id'>): Promise<Page> {
  const of = await getOpened(tx, actor, params.id)
  if (of.side !== 'sender') throw new NotFound('only the giving side makes a code')
  const codes = await codesOf(tx, actor, of.id)
  return {
    title: t('journeys.outside.code.title'),
    crumbs: crumbsOf(of, t('journeys.inbox.title'), t('journeys.handover.name')),
    layout: 'narrow',
    body: <Codes handover={of.id} codes={codes} form={form} />,
  }
}

function Codes({
  handover,
  codes,
  form,
}: {
  handover: string
  codes: readonly ListedCode[]
  form: PageRequest['form']
}) {
  const { t, format, today } = useRender()
  const holds = codes.some(({ revokedAt, validUntil }) => !revokedAt && validUntil >= today)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ revoked: 'journeys.outside.done.revoked' }} />
      <Text>{t('journeys.outside.code.text')}</Text>
      <Form
        action={codePath(handover)}
        route={codeRoute}
        state={form}
        prefix="make-"
        labels={{ locale: t('journeys.outside.code.language') }}
        initial={{ locale: 'de' }}
      >
        <Select name="locale" options={locales.map((value) => ({ value, label: languages[value].name }))} />
        <ButtonRow>
          <Button>{t('journeys.outside.code.make')}</Button>
        </ButtonRow>
      </Form>
      {codes.length > 0 && (
        <Section title={t('journeys.outside.code.list')}>
          <Stack>
            <List
              items={codes.map((code) => ({
                key: code.id,
                content: (
                  <>
                    {code.revokedAt ? (
                      <State kind="declined">
                        {t('journeys.outside.code.revoked', { day: format.day(dayOf(code.revokedAt)) })}
                      </State>
                    ) : (
                      <State kind={code.validUntil < today ? 'rest' : 'done'}>
                        {t('journeys.outside.code.valid', { day: format.day(code.validUntil) })}
                      </State>
                    )}
                    <Meta>{t('journeys.outside.section.made', { day: format.day(dayOf(code.madeAt)) })}</Meta>
                  </>
                ),
              }))}
            />
            {holds && (
              <Form
                action={`${codePath(handover)}/revoke`}
                route={`${codeRoute}/revoke`}
                state={form}
                prefix="end-"
                labels={{}}
              >
                <ButtonRow>
                  <Button look="secondary">{t('journeys.outside.code.revoke')}</Button>
                </ButtonRow>
              </Form>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

/**
 * The slip, right after the code was made: in the person's language and in German, with the code to type and to photograph.
 * The QR code carries the code behind `#`, which browsers keep to themselves. `words`: in the language of the slip.
 */
export function slipPage(
  { t, params, origin, tenant }: PageRequest<'id'>,
  code: string,
  { locale, words }: { readonly locale: string; readonly words: Translate },
): Page {
  const language: Locale = isLocale(locale) ? locale : 'de'
  const address = `${origin}/${tenant.key}/${language}${standingRoute}`
  return {
    title: t('journeys.outside.slip.title'),
    layout: 'narrow',
    body: <Slip code={code} address={address} language={language} words={words} back={handoverPath(params.id)} />,
  }
}

interface SlipProps {
  readonly code: string
  readonly address: string
  readonly language: Locale
  readonly words: Translate
  readonly back: string
}

function Slip({ code, address, language, words, back }: SlipProps) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <div className="nl-noprint">
        <Text>{t('journeys.outside.slip.once')}</Text>
      </div>
      <div lang={language} dir={languages[language].direction}>
        <Stack>
          <h2 className="nl-h2">{words('journeys.mine.title')}</h2>
          <Text>{words('journeys.mine.slip')}</Text>
        </Stack>
      </div>
      {language !== 'de' && <Text>{t('journeys.outside.slip.german')}</Text>}
      <QrCode content={`${address}#${code}`} title={t('journeys.outside.slip.qr')} />
      <p className="nl-h2">
        <bdi dir="ltr">{inGroups(code)}</bdi>
      </p>
      <Text>
        <Code>{address}</Code>
      </Text>
      <div className="nl-noprint">
        <ButtonRow>
          <ButtonLink look="secondary" to={back}>
            {t('journeys.outside.made.back')}
          </ButtonLink>
        </ButtonRow>
      </div>
    </Stack>
  )
}
