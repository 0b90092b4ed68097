import type { Id } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Note,
  Section,
  Stack,
  Tag,
  Text,
} from '../../../platform/ui/index.ts'
import { familyPath, personPath, start } from '../paths.ts'
import { findDuplicates } from '../queries/duplicates.ts'
import { familyOf } from '../queries/families.ts'
import { getPerson, listMerged, type Person } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { FamilyList, NewFamilyForm } from './family.tsx'
import { ageOn, birthText, languagesText, valueWords } from './words.ts'

/** A person: what is kept, their family, and what higher rooms have of them. */
export async function showPerson(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const person = await getPerson(tx, actor, params.id as Id<'person'>)
  await recordLook(tx, actor, { event: 'people.person-read', subjectKind: 'people.person', ids: [person.id] })
  const edits = may(actor, 'people.edit') && person.controllerId === actor.controllerId
  return {
    title: person.name ?? person.code,
    headline: <Name>{person.name ?? person.code}</Name>,
    meta: person.name === null ? t('people.without-name') : person.code,
    crumbs: [{ label: t('people.search.title'), path: start }],
    ...(edits &&
      person.mergedInto === null &&
      person.restrictedOn === null && {
        actions: (
          <ButtonLink look="secondary" to={`${personPath(person.id)}/edit`}>
            {t('people.edit.name')}
          </ButtonLink>
        ),
      }),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            created: 'people.done.created',
            changed: 'people.done.changed',
            merged: 'people.done.merged',
            unmerged: 'people.done.unmerged',
            left: 'people.done.left',
          }}
        />
        {person.restrictedOn && (
          <Note kind="attention">
            {t('people.data.restricted', { day: createFormat(request.locale).day(person.restrictedOn) })}{' '}
            {t('people.data.restricted-text')}
          </Note>
        )}
        {person.mergedInto && (await mergedNote(request, person, edits))}
        <Columns kind="side">
          <Stack gap="l">
            {await request.slot('people.person', person.id)}
            <MasterData request={request} person={person} places={await placeNames(tx)} />
          </Stack>
          <Stack gap="l">
            {await familySection(request, person, edits)}
            {edits && (await duplicateSection(request, person))}
            {await mergedSection(request, person)}
            <Section title={t('people.records')}>
              <List
                items={[
                  {
                    key: 'history',
                    content: <Link to={`${personPath(person.id)}/history`}>{t('people.history.link')}</Link>,
                    meta: t('people.history.changed', { at: createFormat(request.locale).instant(person.changedAt) }),
                  },
                  ...(edits
                    ? [
                        {
                          key: 'data',
                          content: <Link to={`${personPath(person.id)}/data`}>{t('people.data.link')}</Link>,
                          meta: t('people.data.link-meta'),
                        },
                      ]
                    : []),
                ]}
              />
            </Section>
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

interface PersonProps {
  readonly request: PageRequest
  readonly person: Person
  readonly places: ReadonlyMap<string, string>
}

function MasterData({ request, person, places }: PersonProps) {
  const { t, locale, clock } = request
  const format = createFormat(locale)
  const words = (field: Parameters<typeof valueWords>[2]) => valueWords(request, places, field, person[field])
  const birth =
    person.birth &&
    t('people.birth-with-age', {
      birth: birthText(format, person.birth),
      age: ageOn(person.birth, clock.today()),
      exact: String(person.birth.precision === 'day'),
    })
  return (
    <>
      <Section title={t('people.section.name')}>
        <DescriptionList
          empty={t('people.nothing')}
          items={[
            { term: t('people.field.birth'), value: birth },
            { term: t('people.field.gender'), value: words('gender') },
            { term: t('people.field.languages'), value: languagesText(request, person.languages) },
            {
              term: t('people.field.germanLevel'),
              value:
                person.germanLevel !== null || person.needsInterpreter ? (
                  <>
                    {words('germanLevel')} {person.needsInterpreter && <Tag>{t('people.field.needsInterpreter')}</Tag>}
                  </>
                ) : null,
            },
            { term: t('people.field.residenceGroup'), value: words('residenceGroup') },
            { term: t('people.field.arrivedOn'), value: words('arrivedOn') },
          ]}
        />
      </Section>
      <Section title={t('people.section.reach')}>
        <DescriptionList
          empty={t('people.nothing')}
          items={[
            {
              term: t('people.field.municipalityId'),
              value: words('municipalityId') && <Name>{words('municipalityId')}</Name>,
            },
            { term: t('people.field.address'), value: person.address && <Name>{person.address}</Name> },
            {
              term: t('people.field.phone'),
              value: person.phone && <Link to={`tel:${person.phone.replace(/[^+\d]/g, '')}`}>{person.phone}</Link>,
            },
            {
              term: t('people.field.email'),
              value: person.email && <Link to={`mailto:${person.email}`}>{person.email}</Link>,
            },
            { term: t('people.field.reachNote'), value: person.reachNote && <Name>{person.reachNote}</Name> },
          ]}
        />
      </Section>
    </>
  )
}

async function familySection(request: PageRequest, person: Person, edits: boolean) {
  const { tx, actor, t, clock } = request
  const family = await familyOf(tx, actor, person.id, clock.today())
  if (!family && !edits) return null
  return (
    <Section
      title={t('people.family.title')}
      {...(family && { aside: <Link to={familyPath(family.id)}>{t('people.family.open')}</Link> })}
    >
      {family ? (
        <FamilyList request={request} members={family.members} self={person.id} />
      ) : (
        <NewFamilyForm request={request} person={person} />
      )}
    </Section>
  )
}

async function duplicateSection(request: PageRequest, person: Person) {
  const { tx, actor, t } = request
  if (person.mergedInto !== null) return null
  const alike = await findDuplicates(tx, actor, person, { except: person.id, limit: 3 })
  if (alike.length === 0) return null
  await recordLook(tx, actor, {
    event: 'people.duplicates-shown',
    subjectKind: 'people.person',
    ids: alike.map(({ person: other }) => other.id),
  })
  return (
    <Section title={t('people.duplicates.title')}>
      <List
        items={alike.map(({ person: other, reasons }) => ({
          key: other.id,
          content: (
            <Link to={`${personPath(person.id)}/compare/${other.id}`}>
              <Name>{other.name ?? other.code}</Name>
            </Link>
          ),
          meta: [other.code, ...reasons.map((reason) => t(`people.reason.${reason}`))].join(' · '),
        }))}
      />
    </Section>
  )
}

async function mergedSection({ tx, actor, t }: PageRequest, person: Person) {
  const merged = await listMerged(tx, actor, person.id)
  if (merged.length === 0) return null
  return (
    <Section title={t('people.merge.merged-here')}>
      <List
        items={merged.map((one) => ({
          key: one.id,
          content: (
            <Link to={personPath(one.id)}>
              <Name>{one.name ?? one.code}</Name>
            </Link>
          ),
          meta: one.code,
        }))}
      />
    </Section>
  )
}

/** This record points to another one: say so, lead there, offer to take it back. */
async function mergedNote(request: PageRequest, person: Person, edits: boolean) {
  const { t, form } = request
  return (
    <Alert kind="info" title={t('people.merge.is-merged')}>
      <Stack>
        <Text>{t('people.merge.is-merged-text')}</Text>
        <ButtonRow>
          <ButtonLink to={personPath(person.mergedInto ?? '')}>{t('people.merge.to-survivor')}</ButtonLink>
        </ButtonRow>
        {edits && (
          <Form action={`${personPath(person.id)}/undo-merge`} route="/people/:id/undo-merge" state={form} labels={{}}>
            <Hidden name="version" value={person.version} />
            <ButtonRow>
              <Button look="secondary">{t('people.merge.undo')}</Button>
            </ButtonRow>
            <Meta>{t('people.merge.undo-hint')}</Meta>
          </Form>
        )}
      </Stack>
    </Alert>
  )
}
