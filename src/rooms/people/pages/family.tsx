import type { Id } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  Details,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Row,
  Section,
  Select,
  Stack,
  Text,
  TextField,
} from '../../../platform/ui/index.ts'
import { stateOf } from '../bases/domain/validity.ts'
import { officeNames, Standing } from '../bases/pages/parts.tsx'
import { basesPath } from '../bases/paths.ts'
import { basesOfAll } from '../bases/queries/bases.ts'
import { familyRoles } from '../domain/kinds.ts'
import { familyPath, personPath, start } from '../paths.ts'
import { type Family, type FamilyMember, getFamily } from '../queries/families.ts'
import type { Person } from '../queries/persons.ts'
import { ageOn, birthText, languagesText } from './words.ts'

/** Of each member; all of them stand on the page of the member's bases. */
const mostBases = 6

/** A family: each member with what is kept of them, and their own transfer bases, which higher parts put into a slot. */
export async function showFamily(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const family = await getFamily(tx, actor, params.id as Id<'family'>)
  const ids = family.members.map(({ person }) => person.id)
  await recordLook(tx, actor, { event: 'people.family-read', subjectKind: 'people.person', ids })
  const present = family.members.filter(({ until }) => until === null)
  const former = family.members.filter(({ until }) => until !== null)
  const edits =
    may(actor, 'people.edit') && family.members.some(({ person }) => person.controllerId === actor.controllerId)
  return {
    title: t('people.family.headline', { count: present.length }),
    name: family.code,
    meta: family.code,
    crumbs: [{ label: t('people.search.title'), path: start }],
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{ created: 'people.done.family', added: 'people.done.member', left: 'people.done.left' }}
        />
        <Meta>{t('people.family.each-own')}</Meta>
        <Columns kind="equal">
          {await Promise.all(present.map((member) => memberSection(request, family, member, edits)))}
        </Columns>
        {former.length > 0 && (
          <Section title={t('people.family.former')}>
            <FamilyList request={request} members={former} />
          </Section>
        )}
        {edits && <AddMember request={request} family={family} />}
      </Stack>
    ),
  }
}

async function memberSection(
  request: PageRequest,
  family: Family,
  { person, role, since }: FamilyMember,
  edits: boolean,
) {
  const { t, locale } = request
  const format = createFormat(locale)
  const slot = await request.slot('people.family-member', person.id)
  const ownBases = await basesOfMember(request, person)
  return (
    <Section
      key={person.id}
      title={
        <Link to={personPath(person.id)} quiet>
          <Name>{person.name ?? person.code}</Name>
        </Link>
      }
      aside={<Meta>{t(`people.role.${role}`)}</Meta>}
    >
      <Stack gap="s">
        <Meta
          parts={[
            ...describe(request, person),
            person.restrictedOn && t('people.restricted'),
            t('people.family.since', { day: format.day(since) }),
          ]}
        />
        {ownBases}
        {slot}
        {edits && <EndMember request={request} family={family} person={person} />}
      </Stack>
    </Section>
  )
}

/** The transfer bases of this member alone: nobody consents for the whole family. */
async function basesOfMember(request: PageRequest, person: Person) {
  const { tx, t, clock } = request
  const today = clock.today()
  const bases = ((await basesOfAll(tx, [person.id])).get(person.id) ?? []).filter(
    (basis) => stateOf(basis, today) !== 'discarded',
  )
  const manage = <Link to={basesPath(person.id)}>{t('people.bases.manage')}</Link>
  if (bases.length === 0)
    return (
      <Row>
        <Text>{t('people.bases.none')}</Text> {manage}
      </Row>
    )
  const names = await officeNames(tx, today)
  return (
    <Stack gap="s">
      <List
        items={bases.slice(0, mostBases).map((basis) => ({
          key: basis.id,
          content: (
            <Row>
              <Name>{names.get(basis.recipientId)}</Name> <Standing basis={basis} />
            </Row>
          ),
        }))}
      />
      {manage}
    </Stack>
  )
}

/** Members as lines: name, role, age, since or until when. */
export function FamilyList({
  request,
  members,
  self,
}: {
  request: PageRequest
  members: readonly FamilyMember[]
  self?: Id<'person'>
}) {
  const { t, locale } = request
  const format = createFormat(locale)
  return (
    <List
      items={members.map(({ person, role, until }) => ({
        key: person.id,
        content:
          person.id === self ? (
            <Name>{person.name ?? person.code}</Name>
          ) : (
            <Link to={personPath(person.id)}>
              <Name>{person.name ?? person.code}</Name>
            </Link>
          ),
        meta: [
          t(`people.role.${role}`),
          person.restrictedOn && t('people.restricted'),
          person.birth && t('people.age', { age: ageOn(person.birth, request.clock.today()) }),
          until && t('people.family.until', { day: format.day(until) }),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}

function describe(request: PageRequest, person: Person): string[] {
  const { t, locale } = request
  return [
    person.name === null ? t('people.without-name') : person.code,
    person.birth ? t('people.born', { birth: birthText(createFormat(locale), person.birth) }) : '',
    languagesText(request, person.languages),
  ].filter((part) => part !== '')
}

const memberLabels = ({ t }: PageRequest) => ({
  code: t('people.family.code'),
  role: t('people.family.role'),
  since: t('people.family.since-label'),
  until: t('people.family.until-label'),
  person: t('people.person'),
})

const roleOptions = ({ t }: PageRequest) =>
  familyRoles.map((role) => ({ value: role, label: t(`people.role.${role}`) }))

/** A new family with this person as its first member. */
export function NewFamilyForm({ request, person }: { request: PageRequest; person: Person }) {
  const { t, form, clock } = request
  return (
    <Stack gap="s">
      <Text>{t('people.family.none')}</Text>
      <Details summary={t('people.family.begin')} open={form?.route === '/people/:id/family'}>
        <Form
          action={`${personPath(person.id)}/family`}
          route="/people/:id/family"
          prefix="family-"
          state={form}
          labels={memberLabels(request)}
          initial={{ role: 'adult', since: clock.today() }}
        >
          <Select name="role" options={roleOptions(request)} />
          <DateField name="since" />
          <ButtonRow>
            <Button look="secondary">{t('people.family.begin')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Stack>
  )
}

function AddMember({ request, family }: { request: PageRequest; family: Family }) {
  const { t, form, clock } = request
  return (
    <Section title={t('people.family.add')}>
      <Form
        action={`${familyPath(family.id)}/members`}
        route="/people/families/:id/members"
        prefix="add-"
        state={form}
        labels={memberLabels(request)}
        initial={{ since: clock.today() }}
      >
        <TextField name="code" maxLength={20} width="m" hint={t('people.family.code-hint')} />
        <Select name="role" options={roleOptions(request)} empty={t('people.choose')} />
        <DateField name="since" />
        <ButtonRow>
          <Button look="secondary">{t('people.family.add')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

function EndMember({ request, family, person }: { request: PageRequest; family: Family; person: Person }) {
  const { t, form, clock } = request
  const route = '/people/families/:id/end'
  const mine = form?.route === route && form.values['person'] === person.id
  return (
    <Details summary={t('people.family.end')} open={mine}>
      <Form
        action={`${familyPath(family.id)}/end`}
        {...(mine && { state: form })}
        prefix={`end-${person.code}-`}
        labels={memberLabels(request)}
        initial={{ until: clock.today() }}
      >
        <Hidden name="person" value={person.id} />
        <DateField name="until" />
        <ButtonRow>
          <Button look="secondary">{t('people.family.end')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
