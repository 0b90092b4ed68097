import { isId } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  Columns,
  DateField,
  Form,
  type FormValue,
  Hidden,
  Meta,
  MultiSelect,
  Section,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { choosableMunicipalities } from '../../network/index.ts'
import { readBirth } from '../domain/birth.ts'
import { genders, germanLevels, residenceGroups } from '../domain/kinds.ts'
import { languageName, languageTags } from '../domain/languages.ts'
import type { PersonFields } from '../domain/person.ts'
import { formFields } from '../forms.ts'
import { newPath, personPath, searchPath, start } from '../paths.ts'
import { findDuplicates } from '../queries/duplicates.ts'
import { getPerson } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { findSearch } from '../searches.ts'
import { Conflicting } from './conflict.tsx'
import { Hits } from './search.tsx'
import { birthTyped } from './words.ts'

/** A new record; what was searched for stands in it already. Without a search before, the page leads to it. */
export async function showNewPerson(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, form } = request
  const id = String(form?.values['search'] ?? query.get('search') ?? '')
  const search = isId(id) ? await findSearch(tx, actor, id) : undefined
  const title = t('people.new.title')
  const crumbs = [{ label: t('people.search.title'), path: start }]
  if (!search && !form)
    return {
      title,
      crumbs,
      layout: 'narrow',
      body: (
        <Stack>
          <Text>{t('people.new.search-first')}</Text>
          <ButtonLink to={start}>{t('people.search.title')}</ButtonLink>
        </Stack>
      ),
    }
  return {
    title,
    crumbs,
    body: (
      <Stack gap="l">
        {await duplicateHints(request)}
        <PersonForm
          request={request}
          places={await choosableMunicipalities(tx, actor, request.clock.today())}
          action={newPath}
          back={search ? searchPath(id) : start}
          initial={{ ...search, birth: search?.birth ?? '' }}
          extra={
            <>
              {search && <Hidden name="search" value={id} />}
              {hasHints(request) && <Checkbox name="otherPerson" hint={t('people.new.other-person-hint')} />}
            </>
          }
          submit={t('people.new.do')}
        />
      </Stack>
    ),
  }
}

const hasHints = ({ form }: PageRequest) =>
  form?.values['otherPerson'] !== undefined || (form?.issues.some(({ field }) => field === 'otherPerson') ?? false)

/** After a first sending: who may be the same person, to look at before anybody is added twice. */
async function duplicateHints(request: PageRequest) {
  const { tx, actor, t, form } = request
  if (!form || !hasHints(request)) return null
  const typed = (name: string) => String(form.values[name] ?? '')
  const alike = await findDuplicates(tx, actor, {
    givenName: typed('givenName'),
    familyName: typed('familyName'),
    birth: readBirth(typed('birth')),
    phone: typed('phone'),
    email: typed('email'),
  })
  if (alike.length === 0) return null
  await recordLook(tx, actor, {
    event: 'people.duplicates-shown',
    subjectKind: 'people.person',
    ids: alike.map(({ person }) => person.id),
  })
  return (
    <Alert kind="warning" title={t('people.new.hints', { count: alike.length })}>
      <Hits request={request} hits={alike} places={await placeNames(tx)} />
    </Alert>
  )
}

/** Changes a record. After a conflict both versions stand side by side, and nothing that was typed is lost. */
export async function showEditPerson(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, params, form } = request
  const person = await getPerson(tx, actor, params.id as never)
  await recordLook(tx, actor, { event: 'people.person-read', subjectKind: 'people.person', ids: [person.id] })
  return {
    title: t('people.edit.title', { name: person.name ?? person.code }),
    name: t('people.edit.name'),
    meta: person.code,
    crumbs: [
      { label: t('people.search.title'), path: start },
      { label: person.code, path: personPath(person.id) },
    ],
    body: (
      <Stack gap="l">
        {isConflict(form) && <Conflicting request={request} person={person} places={await placeNames(tx)} />}
        <PersonForm
          request={request}
          places={await choosableMunicipalities(tx, actor, request.clock.today())}
          back={personPath(person.id)}
          initial={initialOf(person)}
          extra={<Hidden name="version" value={versionFor(form, person.version)} />}
          submit={isConflict(form) ? t('people.edit.save-mine') : t('people.save')}
        />
      </Stack>
    ),
  }
}

/** A record as the form has it. */
export function initialOf(person: PersonFields): Record<string, FormValue> {
  const [language, ...otherLanguages] = person.languages
  return { ...person, birth: birthTyped(person.birth), language, otherLanguages, languages: undefined } as Record<
    string,
    FormValue
  >
}

interface PersonFormProps {
  readonly request: PageRequest
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly action?: string
  readonly back: string
  readonly initial: Readonly<Record<string, FormValue>>
  readonly extra: React.ReactNode
  readonly submit: string
}

function PersonForm({ request, places, action, back, initial, extra, submit }: PersonFormProps) {
  const { t, locale, form } = request
  const languages = languageTags
    .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  const words = (list: string, codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: t(`people.${list}.${code}`) }))
  const labels = Object.fromEntries([...formFields, 'otherPerson'].map((name) => [name, t(`people.field.${name}`)]))
  return (
    <Form
      {...(action && { action })}
      labels={labels}
      initial={initial}
      state={form}
      withoutSummary={isConflict(form)}
      failure={t('people.not-saved')}
    >
      <Columns kind="equal">
        <Stack gap="l">
          <Section title={t('people.section.name')}>
            <Stack>
              <TextField name="familyName" maxLength={120} spellCheck={false} hint={t('people.name-hint')} />
              <TextField name="givenName" optional maxLength={120} spellCheck={false} />
              <Checkbox name="pseudonymous" hint={t('people.pseudonymous-hint')} />
              <TextField name="birth" optional maxLength={20} width="m" hint={t('people.birth-hint')} />
              <Select name="gender" optional options={words('gender', genders)} empty={t('people.unknown')} />
            </Stack>
          </Section>
          <Section title={t('people.section.language')}>
            <Stack>
              <Select name="language" optional options={languages} empty={t('people.unknown')} />
              <MultiSelect name="otherLanguages" optional choices={languages} />
              <Checkbox name="needsInterpreter" />
              <Select
                name="germanLevel"
                optional
                options={words('germanLevel', germanLevels)}
                empty={t('people.unknown')}
              />
            </Stack>
          </Section>
        </Stack>
        <Stack gap="l">
          <Section title={t('people.section.reach')}>
            <Stack>
              <Select
                name="municipalityId"
                optional
                options={places.map(({ id, name }) => ({ value: id, label: name }))}
                empty={t('people.unknown')}
              />
              <TextField name="phone" type="tel" optional maxLength={40} width="m" />
              <TextField name="email" type="email" optional maxLength={254} />
              <TextField name="address" optional maxLength={300} />
              <TextArea name="reachNote" optional maxLength={500} rows={2} hint={t('people.reach-note-hint')} />
            </Stack>
          </Section>
          <Section title={t('people.section.arrival')}>
            <Stack>
              <Select
                name="residenceGroup"
                optional
                options={words('residenceGroup', residenceGroups)}
                empty={t('people.unknown')}
                hint={t('people.residence-hint')}
              />
              <DateField name="arrivedOn" optional />
            </Stack>
          </Section>
        </Stack>
      </Columns>
      {extra}
      <Meta>{t('people.all-optional')}</Meta>
      <ButtonRow>
        <Button>{submit}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('people.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}
