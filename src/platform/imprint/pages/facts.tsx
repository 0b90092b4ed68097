import type { Page, PageRequest } from '../../http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  RadioGroup,
  Section,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { type FactName, type Facts, factNames, methods } from '../facts.ts'
import { readFacts } from '../queries.ts'
import { factsWith } from '../texts.ts'

const parts: readonly { readonly key: string; readonly names: readonly FactName[] }[] = [
  { key: 'contact', names: ['operator', 'street', 'city', 'represented', 'phone', 'email', 'hosting'] },
  { key: 'privacy', names: ['dataProtectionOfficer', 'supervisor', 'legalBasis'] },
  { key: 'accessibility', names: ['feedbackMail', 'enforcement'] },
]

const hinted: readonly FactName[] = [
  'represented',
  'hosting',
  'feedbackMail',
  'enforcement',
  'dataProtectionOfficer',
  'barriers',
]

/** What the district says of itself once for all these pages. */
export async function showFacts({ tx, t, tenant, form }: PageRequest): Promise<Page> {
  const { value: facts, version } = await readFacts(tx)
  const known = factsWith({ method: 'none', assessedOn: null }, tenant)
  return {
    title: t('imprint.facts.title'),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('imprint.texts.title'), path: '/admin/texts' },
    ],
    layout: 'narrow',
    body: <FactsPage facts={facts} known={known} version={version} form={form} />,
  }
}

function FactsPage({
  facts,
  known,
  version,
  form,
}: {
  facts: Facts
  known: Facts
  version: number
  form: PageRequest['form']
}) {
  const { t, format } = useRender()
  const labels = Object.fromEntries(
    [...factNames, 'method', 'assessedOn'].map((name) => [name, t(`imprint.fact.${name}`)]),
  )
  const hintOf = (name: FactName) =>
    [
      ...(hinted.includes(name) ? [t(`imprint.fact-hint.${name}`)] : []),
      ...(known[name] ? [t('imprint.facts.known', { value: known[name] ?? '' })] : []),
    ].join(' ')
  const field = (name: FactName) => (
    <TextField
      key={name}
      name={name}
      optional
      maxLength={300}
      {...(name === 'email' || name === 'feedbackMail' ? { type: 'email' as const } : {})}
      {...(hintOf(name) && { hint: hintOf(name) })}
    />
  )
  return (
    <Stack gap="l">
      <Text>{t('imprint.facts.text')}</Text>
      <Form
        labels={labels}
        initial={{ ...facts, assessedOn: facts.assessedOn ? format.day(facts.assessedOn) : null }}
        state={form ?? null}
      >
        <Hidden name="version" value={form ? String(form.values['version'] ?? version) : version} />
        {parts.map(({ key, names }) => (
          <Section key={key} title={t(`imprint.facts.${key}`)}>
            <Stack>
              {names.map(field)}
              {key === 'accessibility' && (
                <>
                  <RadioGroup
                    name="method"
                    choices={methods.map((method) => ({ value: method, label: t(`imprint.method.${method}`) }))}
                  />
                  <DateField name="assessedOn" optional />
                  <TextArea name="barriers" optional rows={4} maxLength={2000} hint={t('imprint.fact-hint.barriers')} />
                </>
              )}
            </Stack>
          </Section>
        ))}
        <ButtonRow>
          <Button>{t('imprint.facts.save')}</Button>
          <ButtonLink look="tertiary" to="/admin/texts">
            {t('imprint.edit.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
