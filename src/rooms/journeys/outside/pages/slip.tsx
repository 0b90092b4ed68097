/** The slip with the code of the person served: shown once, in their language and in German. */
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { isLocale, type Locale, languages, type Translate } from '../../../../platform/i18n/index.ts'
import { QrCode } from '../../../../platform/identity/factors/pages/qr.tsx'
import { ButtonLink, ButtonRow, Code, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import { handoverPath } from '../../paths.ts'
import { inGroups } from '../domain/secrets.ts'
import { standingRoute } from '../paths.ts'

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
