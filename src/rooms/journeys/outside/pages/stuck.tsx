/** "Where did it get stuck?": for everybody, without a name. What is said waits until a second person has read it. */

import { currentKey, hurdles, labelOf, readList } from '../../../../platform/codelists/index.ts'
import type { Page, PageRequest, PublicRequest } from '../../../../platform/http/index.ts'
import { languages, locales, referenceLocale } from '../../../../platform/i18n/index.ts'
import { QrCode } from '../../../../platform/identity/factors/pages/qr.tsx'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  Form,
  List,
  type Option,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listInterfaces, municipalityNames, type ServiceInterface } from '../../../network/index.ts'
import { readingNames } from '../access.ts'
import { officeWordOf } from '../domain/offices.ts'
import { longestReport } from '../forms.ts'
import { stuckRoute } from '../paths.ts'
import { Reviewed } from './mine.tsx'

interface Choices {
  readonly hurdles: readonly Option[]
  readonly interfaces: readonly Option[]
  readonly towns: readonly Option[]
}

/** What only offices say of each other; nobody who was stuck would choose it. */
const wordsOfOffices = ['dataProtectionMisunderstanding', 'repeatedProof']

async function choicesOf({ tx, t, locale, clock }: PublicRequest): Promise<Choices> {
  const today = clock.today()
  const { entries } = await readList(tx, hurdles)
  // Names of interfaces belong to no person; who is not signed in may read them here and nothing else of the catalogue.
  const { rows } = await readingNames(tx, null, () =>
    listInterfaces(tx, null as never, { state: 'active', limit: 100 }, today),
  )
  return {
    hurdles: entries
      .filter(
        ({ key, into, removed, from, until }) =>
          currentKey(entries, key) === key &&
          into === null &&
          !removed &&
          (from === null || from <= today) &&
          (until === null || today < until) &&
          !wordsOfOffices.includes(key),
      )
      .map((entry) => {
        const plain = `journeys.stuck.hurdle.${entry.key}`
        return { value: entry.key, label: t.has(plain) ? t(plain) : labelOf(entry, locale) }
      }),
    interfaces: rows.map((one) => ({
      value: one.id,
      label: locale === referenceLocale ? one.name : passageWords(one, t),
    })),
    towns: (await municipalityNames(tx)).map(({ id, name }) => ({ value: id, label: name })),
  }
}

/** Between which offices, in another language than German, with the German name beside it, which stands on the door. */
function passageWords(
  one: Pick<ServiceInterface, 'name' | 'fromLabel' | 'toLabel' | 'fromJurisdictionKey' | 'toJurisdictionKey'>,
  t: PublicRequest['t'],
): string {
  const wordOf = (law: string | null, label: string) => {
    const word = officeWordOf(law)
    return word ? t(`journeys.stuck.office.${word}`) : label
  }
  return t('journeys.stuck.passage', {
    from: wordOf(one.fromJurisdictionKey, one.fromLabel),
    to: wordOf(one.toJurisdictionKey, one.toLabel),
    name: one.name,
  })
}

export async function showStuck(request: PublicRequest): Promise<Page> {
  const { t, locale, form, query } = request
  return {
    title: t('journeys.stuck.title'),
    layout: 'narrow',
    spoken: locale,
    body: query.get('done') === 'sent' ? <Thanks /> : <StuckEntry choices={await choicesOf(request)} form={form} />,
  }
}

function StuckEntry({ choices, form }: { choices: Choices; form: PublicRequest['form'] }) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('journeys.stuck.text')}</Text>
      <Form
        action={`/${locale}${stuckRoute}`}
        state={form}
        labels={{
          hurdle: t('journeys.stuck.what'),
          interface: t('journeys.stuck.where'),
          municipality: t('journeys.stuck.town'),
          body: t('journeys.stuck.words'),
        }}
        failure={t('journeys.stuck.not-sent')}
        kept={t('journeys.stuck.kept')}
      >
        <RadioGroup name="hurdle" choices={choices.hurdles} />
        <Select
          name="interface"
          optional
          hint={t('journeys.stuck.where-hint')}
          empty={t('journeys.stuck.unknown')}
          options={choices.interfaces}
        />
        <Select name="municipality" optional empty={t('journeys.stuck.unknown')} options={choices.towns} />
        <TextArea name="body" optional rows={4} maxLength={longestReport} hint={t('journeys.stuck.words-hint')} />
        <ButtonRow>
          <Button>{t('journeys.stuck.send')}</Button>
        </ButtonRow>
      </Form>
      <Reviewed />
    </Stack>
  )
}

function Thanks() {
  const { t, locale } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('journeys.stuck.thanks')}>
        <p>{t('journeys.stuck.what-next')}</p>
      </Alert>
      <ButtonRow>
        <ButtonLink look="secondary" to={`/${locale}${stuckRoute}`}>
          {t('journeys.stuck.another')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

/** A sheet to hang up in an office: the question in every language, with the picture that leads to it. */
export async function showPoster({ t, origin, tenant }: PageRequest): Promise<Page> {
  const address = `${origin}/${tenant.key}/de${stuckRoute}`
  return {
    title: t('journeys.stuck.poster'),
    layout: 'narrow',
    body: <Poster address={address} />,
  }
}

function Poster({ address }: { address: string }) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <div className="nl-noprint">
        <Text>{t('journeys.stuck.poster-text')}</Text>
      </div>
      <QrCode content={address} title={t('journeys.stuck.poster-qr')} />
      <Text>
        <Code>{address}</Code>
      </Text>
      <List
        items={locales.map((locale) => ({
          key: locale,
          content: (
            <div lang={locale} dir={languages[locale].direction}>
              {t(`journeys.stuck.question.${locale}`)}
            </div>
          ),
        }))}
      />
    </Stack>
  )
}
