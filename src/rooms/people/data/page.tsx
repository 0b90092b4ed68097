import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Recipient } from '../../../platform/access/personal.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { monthsAfter } from '../../../platform/retention/domain.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  State,
  Text,
  TextArea,
} from '../../../platform/ui/index.ts'
import { officeNames } from '../bases/pages/parts.tsx'
import { type Basis, basesOf } from '../bases/queries/bases.ts'
import { requestKinds } from '../domain/kinds.ts'
import { personPath, start } from '../paths.ts'
import { getPerson, type Person } from '../queries/persons.ts'
import { type ProofUntil, proofUntilOf } from '../telling/kept.ts'
import { type ToldRecipient, toldOf } from '../telling/queries.ts'
import { recipientsOf } from '../telling/tell.ts'
import { type Held, holdsOf, listRequests, type PersonRequest } from './requests.ts'

/** The rights of the person (Art. 15 to 20 GDPR): copy, what was asked for, what stands in the way of erasure. */
export async function showData(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, personalData } = request
  const person = await getPerson(tx, actor, params.id as Id<'person'>)
  await recordLook(tx, actor, { event: 'people.person-read', subjectKind: 'people.person', ids: [person.id] })
  const requests = await listRequests(tx, person.id)
  const held = await holdsOf(tx, actor, person.id, personalData)
  const passed = await passedOf(request, person)
  const path = `${personPath(person.id)}/data`
  return {
    title: t('people.data.title', { name: person.name ?? person.code }),
    name: t('people.data.link'),
    meta: person.code,
    crumbs: [
      { label: t('people.search.title'), path: start },
      { label: person.code, path: personPath(person.id) },
    ],
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            noted: 'people.data.done-noted',
            decided: 'people.data.done-decided',
            lifted: 'people.data.done-lifted',
          }}
        />
        {person.restrictedOn && <Restricted request={request} person={person} path={path} />}
        <Columns kind="side">
          <Stack gap="l">
            <Section title={t('people.data.requests')}>
              {requests.length === 0 ? (
                <Empty title={t('people.data.none')}>{t('people.data.none-next')}</Empty>
              ) : (
                <Stack>
                  {requests.map((one) => (
                    <OneRequest key={one.id} request={request} one={one} held={held} passed={passed} path={path} />
                  ))}
                </Stack>
              )}
            </Section>
            <NewRequestForm request={request} path={path} />
          </Stack>
          <Stack gap="l">
            <Section title={t('people.data.copy')}>
              <Stack gap="s">
                <Text>{t('people.data.copy-text')}</Text>
                <ButtonRow>
                  <ButtonLink look="secondary" to={`${path}/copy.pdf`}>
                    PDF
                  </ButtonLink>
                  <ButtonLink look="secondary" to={`${path}/copy.html`}>
                    HTML
                  </ButtonLink>
                  <ButtonLink look="secondary" to={`${path}/copy.json`}>
                    JSON
                  </ButtonLink>
                </ButtonRow>
                <Link to={`${path}/schema.json`}>{t('people.data.schema')}</Link>
              </Stack>
            </Section>
            <Section title={t('people.data.holds')}>
              <Holds request={request} held={held} />
            </Section>
            <Passed request={request} passed={passed} />
            <Kept
              request={request}
              bases={await basesOf(tx, actor, person.id)}
              until={await proofUntilOf(tx, person.controllerId)}
            />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function Holds({ request, held }: { request: PageRequest; held: readonly Held[] }) {
  const { t, locale } = request
  if (held.length === 0) return <Text>{t('people.data.no-holds')}</Text>
  return (
    <List
      items={held.map(({ room, reason, until }, index) => ({
        key: `${room}-${index}`,
        content: t.has(reason) ? t(reason) : reason,
        meta: until ? t('people.data.until', { day: createFormat(locale).day(until) }) : t('people.data.until-further'),
      }))}
    />
  )
}

/** To whom data passed and who of them was told of what, with the names of the organisations. */
interface PassedOn {
  readonly recipients: readonly Recipient[]
  readonly told: readonly ToldRecipient[]
  readonly names: ReadonlyMap<string, string>
}

async function passedOf({ tx, actor, clock, personalData }: PageRequest<'id'>, person: Person): Promise<PassedOn> {
  return {
    recipients: await recipientsOf(tx, actor, person.id, personalData),
    told: await toldOf(tx, person.id),
    names: await officeNames(tx, clock.today()),
  }
}

/** Who received data (Art. 15 (1) (c) GDPR), and who was told of a correction, an erasure or a restriction (Art. 19). */
function Passed({ request, passed: { recipients, told, names } }: { request: PageRequest; passed: PassedOn }) {
  const { t, locale } = request
  const format = createFormat(locale)
  return (
    <>
      <Section title={t('people.data.recipients')}>
        {recipients.length === 0 ? (
          <Text>{t('people.data.recipients-none')}</Text>
        ) : (
          <Stack gap="s">
            <List
              items={recipients.map(({ organisationId, path, reference, passedOn }) => ({
                key: organisationId,
                content: <Name>{names.get(organisationId) ?? ''}</Name>,
                meta: [t('people.data.passed-on', { day: format.day(passedOn) }), path && reference]
                  .filter(Boolean)
                  .join(' · '),
              }))}
            />
            <Text>{t('people.data.recipients-text')}</Text>
          </Stack>
        )}
      </Section>
      <Section title={t('people.data.told')}>
        {told.length === 0 ? (
          <Text>{t('people.data.told-none')}</Text>
        ) : (
          <List
            items={told.map(({ id, kind, recipientId, toldAt, seenAt }) => ({
              key: id,
              content: <Name>{names.get(recipientId) ?? ''}</Name>,
              meta: [
                t(`people.data.code.told.kind.${kind}`),
                format.instant(toldAt),
                seenAt ? t('people.data.told-seen', { at: format.instant(seenAt) }) : t('people.data.told-unseen'),
              ].join(' · '),
            }))}
          />
        )}
      </Section>
    </>
  )
}

/** The proofs that an erasure leaves behind, and until when. */
function Kept({ request, bases, until }: { request: PageRequest; bases: readonly Basis[]; until: ProofUntil }) {
  const { t, locale, clock } = request
  const format = createFormat(locale)
  const given = bases.flatMap((basis) =>
    basis.kind !== 'statutory' && basis.givenOn ? [{ ...basis, givenOn: basis.givenOn }] : [],
  )
  const endOf = ({ revokedOn, validUntil }: Basis): Day =>
    [revokedOn, validUntil, clock.today()].filter((one) => one !== null).sort()[0] as Day
  return (
    <Section title={t('people.data.kept')}>
      {given.length === 0 ? (
        <Text>{t('people.data.kept-none')}</Text>
      ) : (
        <Stack gap="s">
          <List
            items={given.map((basis) => ({
              key: basis.id,
              content: t(`people.bases.kind.${basis.kind}`),
              meta: t('people.data.kept-until', {
                given: format.day(basis.givenOn),
                until: format.day(until(endOf(basis))),
              }),
            }))}
          />
          <Text>{t('people.data.kept-text')}</Text>
        </Stack>
      )}
    </Section>
  )
}

interface OneRequestProps {
  readonly request: PageRequest
  readonly one: PersonRequest
  readonly held: readonly Held[]
  readonly passed: PassedOn
  readonly path: string
}

function OneRequest({ request, one, held, passed, path }: OneRequestProps) {
  const { t, locale, form, actor } = request
  const format = createFormat(locale)
  const route = '/people/:id/data/decide'
  const mine = form?.route === route && form.values['request'] === one.id
  const blocked = one.kind === 'erasure' && (held.length > 0 || one.requestedBy === actor.userId)
  const done = {
    value: 'done',
    label: t(`people.data.do.${one.kind}`),
    disabled: blocked,
    ...(blocked && { hint: t(held.length > 0 ? 'error.people-held' : 'error.people-second-person') }),
  }
  return (
    <Stack gap="s">
      <Row request={request} one={one} />
      {one.note && <Text>{one.note}</Text>}
      {one.state === 'open' ? (
        <Form
          action={`${path}/decide`}
          prefix={`decide-${one.id.slice(-6)}-`}
          {...(mine && { state: form })}
          labels={{
            verdict: t('people.data.verdict'),
            outcome: t('people.data.outcome'),
            told: t('people.data.told-field'),
          }}
          failure={t('people.not-saved')}
        >
          <Hidden name="request" value={one.id} />
          <RadioGroup name="verdict" choices={[done, { value: 'refused', label: t('people.data.refuse') }]} />
          <TextArea name="outcome" optional rows={2} maxLength={2000} hint={t('people.data.outcome-hint')} />
          {one.kind === 'rectification' && passed.recipients.length > 0 && (
            <TextArea name="told" optional rows={3} maxLength={2000} hint={t('people.data.told-hint')} />
          )}
          <ButtonRow>
            <Button look="secondary">{t('people.data.decide')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Meta parts={[one.outcome, one.decidedAt && format.instant(one.decidedAt)]} />
      )}
    </Stack>
  )
}

function Row({ request, one }: { request: PageRequest; one: PersonRequest }) {
  const { t, locale, clock } = request
  const format = createFormat(locale)
  const due = answerBy(one.receivedOn)
  const state = { open: clock.today() > due ? 'late' : 'open', done: 'done', refused: 'declined' } as const
  return (
    <div>
      <State kind={state[one.state]}>{t(`people.data.kind.${one.kind}`)}</State>
      <Meta
        parts={[
          t(`people.data.state.${one.state}`),
          t('people.data.received', { day: format.day(one.receivedOn) }),
          one.state === 'open' && t('people.data.answer-by', { day: format.day(due) }),
        ]}
      />
    </div>
  )
}

/** A month after it came in (Art. 12 (3) GDPR); the last day of the month where the next one is shorter. */
export const answerBy = (receivedOn: Day): Day => monthsAfter(receivedOn, 1)

function NewRequestForm({ request, path }: { request: PageRequest; path: string }) {
  const { t, form, clock } = request
  return (
    <Section title={t('people.data.new')}>
      <Form
        action={`${path}/requests`}
        route="/people/:id/data/requests"
        prefix="new-"
        state={form}
        labels={{
          kind: t('people.data.what'),
          receivedOn: t('people.data.received-on'),
          note: t('people.data.note'),
        }}
        initial={{ receivedOn: clock.today() }}
        failure={t('people.not-saved')}
      >
        <Select
          name="kind"
          empty={t('people.choose')}
          options={requestKinds.map((kind) => ({ value: kind, label: t(`people.data.kind.${kind}`) }))}
        />
        <DateField name="receivedOn" />
        <TextArea name="note" optional rows={3} maxLength={2000} hint={t('people.data.note-hint')} />
        <ButtonRow>
          <Button look="secondary">{t('people.data.add')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

function Restricted({ request, person, path }: { request: PageRequest; person: Person; path: string }) {
  const { t, locale } = request
  const since = person.restrictedOn && createFormat(locale).day(person.restrictedOn)
  return (
    <Alert kind="warning" title={t('people.data.restricted', { day: since ?? '' })}>
      <Stack>
        <Text>{t('people.data.restricted-text')}</Text>
        <Form action={`${path}/lift`} prefix="lift-" labels={{}}>
          <ButtonRow>
            <Button look="secondary">{t('people.data.lift')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Alert>
  )
}
