import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { languages, locales } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  Columns,
  DateField,
  Form,
  type FormValue,
  Hidden,
  Note,
  RadioGroup,
  Section,
  Select,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { choosableOrganisations } from '../../../network/index.ts'
import { dataCategories } from '../../domain/kinds.ts'
import type { Person } from '../../queries/persons.ts'
import { purposes } from '../domain/kinds.ts'
import { norms } from '../domain/norms.ts'
import { basesPath, newBasisPath, newTaskPath } from '../paths.ts'
import { textLanguageOf } from '../texts/shipped.ts'
import { backOf, categoryWords, crumbsTo, lookAtPerson, purposeWords } from './parts.tsx'

const labelled = ['recipient', 'purpose', 'categories', 'validUntil', 'language', 'norm', 'givenOn'] as const

const labelsOf = (t: PageRequest['t']) =>
  Object.fromEntries(labelled.map((name) => [name, t(`people.bases.field.${name}`)]))

/** What is usually needed to reach somebody and to speak with them. */
const usualCategories = ['contact', 'household', 'language', 'occasion'] as const

export const showNewConsent = (request: PageRequest<'id'>): Promise<Page> => askPage(request, 'consent')
export const showNewRelease = (request: PageRequest<'id'>): Promise<Page> => askPage(request, 'secrecyRelease')

/** What a person is asked to agree to: afterwards it is printed and signed. */
async function askPage(request: PageRequest<'id'>, kind: 'consent' | 'secrecyRelease'): Promise<Page> {
  const { t, query, form, clock } = request
  const person = await lookAtPerson(request)
  const back = backOf(request)
  return {
    title: t(`people.bases.new.${kind}`),
    meta: person.name === null ? person.code : `${person.name} · ${person.code}`,
    crumbs: crumbsTo(request, person, true),
    body: (
      <Columns kind="side">
        <Section title={t('people.bases.new.scope')}>
          <Form
            action={newBasisPath(person.id, kind)}
            labels={labelsOf(t)}
            initial={{
              recipient: query.get('recipient') ?? '',
              purpose: query.get('purpose') ?? '',
              categories: query.has('categories') ? query.getAll('categories') : [...usualCategories],
              language: textLanguageOf(person.languages),
              validUntil: yearFrom(clock.today()),
            }}
            {...(form && { state: form })}
          >
            {back && <Hidden name="back" value={back} />}
            <Scope offices={await offices(request)} />
            <DateField name="validUntil" hint={t('people.bases.hint.validUntil')} />
            <LanguageField person={person} />
            <ButtonRow>
              <Button>{t('people.bases.new.do')}</Button>
              <ButtonLink look="tertiary" to={back ? `${back}?draft=restore` : basesPath(person.id)}>
                {t(back ? 'people.bases.back.do' : 'people.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Section>
        <Section title={t('people.bases.new.next')}>
          <Stack gap="s">
            <Text>{t('people.bases.new.next-print')}</Text>
            <Text>{t('people.bases.new.next-sign')}</Text>
            <Note>{t('people.bases.new.not-yet')}</Note>
            {back && <Note kind="info">{t('people.bases.back.kept')}</Note>}
          </Stack>
        </Section>
      </Columns>
    ),
  }
}

/** A norm that lets data pass without consent. */
export async function showNewTask(request: PageRequest<'id'>): Promise<Page> {
  const { t, form, clock } = request
  const person = await lookAtPerson(request)
  const initial: Record<string, FormValue> = { givenOn: clock.today(), categories: [...usualCategories] }
  return {
    title: t('people.bases.new.statutory'),
    meta: person.name === null ? person.code : `${person.name} · ${person.code}`,
    crumbs: crumbsTo(request, person, true),
    body: (
      <Columns kind="side">
        <Section title={t('people.bases.new.scope')}>
          <Form action={newTaskPath(person.id)} labels={labelsOf(t)} initial={initial} {...(form && { state: form })}>
            <RadioGroup
              name="norm"
              hint={t('people.bases.hint.norm')}
              choices={norms.map(({ key, name }) => ({ value: key, label: name, hint: t(`people.bases.norm.${key}`) }))}
            />
            <Scope offices={await offices(request)} />
            <DateField name="givenOn" />
            <DateField name="validUntil" optional hint={t('people.bases.hint.task-until')} />
            <ButtonRow>
              <Button>{t('people.save')}</Button>
              <ButtonLink look="tertiary" to={basesPath(person.id)}>
                {t('people.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Section>
        <Section title={t('people.bases.task.rule-title')}>
          <Text>{t('people.bases.task.rule')}</Text>
        </Section>
      </Columns>
    ),
  }
}

const yearFrom = (today: Day): Day => addDays(today, 365)

async function offices({ tx, actor, clock }: PageRequest) {
  const own = actor.organisationId
  return (await choosableOrganisations(tx, actor, clock.today()))
    .filter(({ id }) => id !== own)
    .map(({ id, name }) => ({ value: id, label: name }))
}

function Scope({ offices: options }: { offices: readonly { readonly value: string; readonly label: string }[] }) {
  const { t, locale } = useRender()
  const words = purposeWords(locale)
  return (
    <>
      <Select name="recipient" options={options} empty={t('people.choose')} />
      <RadioGroup
        name="purpose"
        hint={t('people.bases.hint.purpose')}
        choices={purposes.map((purpose) => ({ value: purpose, label: capital(words[purpose]) }))}
      />
      <CheckboxList
        name="categories"
        hint={t('people.bases.hint.categories')}
        choices={dataCategories.map((category) => ({
          value: category,
          label: categoryWords(locale, [category]),
          ...(category === 'health' && { hint: t('people.bases.hint.health') }),
        }))}
      />
    </>
  )
}

/** In forms a purpose stands inside a sentence, here alone. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function LanguageField({ person }: { person: Person }) {
  const { t } = useRender()
  const found = textLanguageOf(person.languages)
  const speaksNone = person.languages.length > 0 && found === 'de' && !person.languages.includes('de')
  return (
    <Select
      name="language"
      hint={t(speaksNone ? 'people.bases.hint.no-language' : 'people.bases.hint.language')}
      options={locales.map((locale) => ({ value: locale, label: languages[locale].name }))}
    />
  )
}
