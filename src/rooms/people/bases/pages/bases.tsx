import type { ReactNode } from 'react'
import type { Id } from '../../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ConfirmationNote,
  Empty,
  Form,
  Link,
  List,
  Meta,
  Name,
  Row,
  RowName,
  Section,
  Stack,
  Strong,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { familyOf } from '../../queries/families.ts'
import { personNames } from '../../queries/persons.ts'
import { carries, stateOf } from '../domain/validity.ts'
import { basesPath, basisPath, informationPath, newBasisPath, newTaskPath } from '../paths.ts'
import { type Basis, basesOf, basesOfAll } from '../queries/bases.ts'
import { toldHere } from '../queries/receivers.ts'
import { categoryWords, crumbsTo, keeps, lookAtPerson, officeNames, purposeWords, Standing } from './parts.tsx'

/** By what data of a person may pass to whom: what holds, what is prepared, what has ended. */
export async function showBases(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, clock } = request
  const today = clock.today()
  const person = await lookAtPerson(request)
  const bases = await basesOf(tx, actor, person.id)
  const edits = keeps(actor, person) && person.mergedInto === null
  const inState = (wanted: 'carrying' | 'prepared' | 'ended') =>
    bases.filter((basis) => {
      const state = stateOf(basis, today)
      const is = carries[state] ? 'carrying' : state === 'draft' || state === 'coming' ? 'prepared' : 'ended'
      return is === wanted
    })
  const beside = new Map<string, ReactNode>()
  for (const { id } of inState('carrying')) beside.set(id, await request.slot('people.basis-row', id))
  const shared = { request, names: await officeNames(tx, today), edits, beside }
  return {
    title: t('people.bases.title'),
    meta: (
      <>
        <Name>{[person.name, person.code].filter(Boolean).join(' · ')}</Name>
        {person.restrictedOn && ` · ${t('people.restricted')}`}
      </>
    ),
    crumbs: crumbsTo(request, person),
    ...(edits && { actions: <ButtonLink to={newBasisPath(person.id, 'consent')}>{t('people.bases.ask')}</ButtonLink> }),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            discarded: 'people.bases.done.discarded',
            task: 'people.bases.done.task',
          }}
        />
        {bases.length === 0 && <Empty title={t('people.bases.none')}>{t('people.bases.none-next')}</Empty>}
        {inState('prepared').length > 0 && (
          <Section title={t('people.bases.section.prepared')}>
            <BasisTable {...shared} caption={t('people.bases.section.prepared')} bases={inState('prepared')} />
          </Section>
        )}
        {inState('carrying').length > 0 && (
          <Section title={t('people.bases.section.valid')}>
            <BasisTable {...shared} caption={t('people.bases.section.valid')} bases={inState('carrying')} />
          </Section>
        )}
        {inState('ended').length > 0 && (
          <Section title={t('people.bases.section.ended')}>
            <BasisTable {...shared} caption={t('people.bases.section.ended')} bases={inState('ended')} />
          </Section>
        )}
        {await familySection(request, person.id)}
        <Section title={t('people.bases.section.more')}>
          <List
            items={[
              {
                key: 'information',
                content: <Link to={informationPath(person.id)}>{t('people.bases.information.title')}</Link>,
                meta: t('people.bases.information.detail'),
              },
              ...(edits
                ? [
                    {
                      key: 'release',
                      content: (
                        <Link to={newBasisPath(person.id, 'secrecyRelease')}>{t('people.bases.ask-release')}</Link>
                      ),
                      meta: t('people.bases.ask-release-detail'),
                    },
                    {
                      key: 'task',
                      content: <Link to={newTaskPath(person.id)}>{t('people.bases.enter-task')}</Link>,
                      meta: t('people.bases.enter-task-detail'),
                    },
                  ]
                : []),
            ]}
          />
        </Section>
      </Stack>
    ),
  }
}

interface TableProps {
  readonly request: PageRequest
  readonly caption: string
  readonly bases: readonly Basis[]
  readonly names: ReadonlyMap<string, string>
  readonly edits: boolean
  /** What hangs on a basis, as other rooms tell it. */
  readonly beside: ReadonlyMap<string, ReactNode>
}

function BasisTable({ request, caption, bases, names, edits, beside }: TableProps) {
  const { t, locale, clock } = request
  const today = clock.today()
  const purposes = purposeWords(locale)
  const isOpen = (basis: Basis) => ['draft', 'coming', 'valid', 'ending'].includes(stateOf(basis, today))
  return (
    <Table
      caption={caption}
      stacks
      rows={bases}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'recipient',
          header: t('people.bases.field.recipient'),
          names: true,
          cell: (basis) => (
            <RowName meta={`${t(`people.bases.kind.${basis.kind}`)} · ${purposes[basis.purpose]}`}>
              <Link to={basisPath(basis.personId, basis.id)}>
                <Name>{names.get(basis.recipientId)}</Name>
              </Link>
            </RowName>
          ),
        },
        {
          key: 'categories',
          header: t('people.bases.field.categories'),
          cell: ({ categories }) => categoryWords(locale, categories),
        },
        {
          key: 'state',
          header: t('people.bases.field.state'),
          cell: (basis) => (
            <>
              <Standing basis={basis} />
              {beside.get(basis.id)}
            </>
          ),
        },
        ...(edits && bases.some(isOpen)
          ? [
              {
                key: 'revoke',
                header: t('people.bases.revoke.do'),
                headerHidden: true,
                kind: 'action' as const,
                cell: (basis: Basis) =>
                  isOpen(basis) && <RevokeButton basis={basis} of={names.get(basis.recipientId)} look="row" />,
              },
            ]
          : []),
      ]}
    />
  )
}

interface RevokeProps {
  readonly basis: Basis
  /** Tells the buttons of a list apart for those who hear them. */
  readonly of?: string | undefined
  readonly look: 'row' | 'secondary'
}

/** One click ends a basis; a draft is thrown away. Nothing is asked again: what was revoked by mistake is signed anew. */
export function RevokeButton({ basis, of, look }: RevokeProps) {
  const { t, today } = useRender()
  return (
    <Form action={`${basisPath(basis.personId, basis.id)}/revoke`} prefix={basis.id} labels={{}}>
      <Button look={look}>
        {t(stateOf(basis, today) === 'draft' ? 'people.bases.revoke.discard' : 'people.bases.revoke.do')}
        {of && <span className="kern-sr-only">: {of}</span>}
      </Button>
    </Form>
  )
}

/** The others of the family: each has bases of their own. */
async function familySection({ tx, actor, t, clock }: PageRequest, personId: Id<'person'>): Promise<ReactNode> {
  const today = clock.today()
  const family = await familyOf(tx, actor, personId, today)
  const others = family?.members.filter(({ person, until }) => person.id !== personId && until === null) ?? []
  if (others.length === 0) return null
  const all = await basesOfAll(
    tx,
    others.map(({ person }) => person.id),
  )
  return (
    <Section title={t('people.bases.section.family')}>
      <Meta>{t('people.bases.family-each')}</Meta>
      <List
        items={others.map(({ person, role }) => ({
          key: person.id,
          content: (
            <Link to={basesPath(person.id)}>
              <Name>{person.name ?? person.code}</Name>
            </Link>
          ),
          meta: `${t(`people.role.${role}`)} · ${t('people.bases.count', {
            count: (all.get(person.id) ?? []).filter((basis) => carries[stateOf(basis, today)]).length,
          })}`,
        }))}
      />
    </Section>
  )
}

/** How many a side column shows before it leads to all. */
const mostInColumn = 8

/**
 * The section "Einwilligungen" of a page about these persons, for its side column: recipient, state, kinds of data; those that
 * hold first. Several persons, as of a family, are told apart by name. Shows nothing that the actor may not see.
 */
async function consentSection(request: PageRequest, personIds: readonly Id<'person'>[]): Promise<ReactNode> {
  const { tx, actor, t, clock, locale } = request
  const today = clock.today()
  const [main] = personIds
  if (!main) return null
  const people = await personNames(tx, actor, personIds)
  const all = await basesOfAll(tx, [...people.keys()])
  const rank = ['ending', 'valid', 'draft', 'coming', 'revoked', 'expired']
  const entries = [...all].flatMap(([person, bases]) => bases.map((basis) => ({ person, basis })))
  const shown = entries
    .filter(({ basis }) => stateOf(basis, today) !== 'discarded')
    .sort((one, other) => rank.indexOf(stateOf(one.basis, today)) - rank.indexOf(stateOf(other.basis, today)))
  const revoked = shown.filter(({ basis }) => stateOf(basis, today) === 'revoked')
  const told = await toldHere(
    tx,
    revoked.map(({ basis }) => basis.recipientId),
    today,
  )
  const names = shown.length > 0 ? await officeNames(tx, today) : new Map<string, string>()
  return (
    <Section title={t('people.bases.title-short')} aside={<Link to={basesPath(main)}>{t('people.bases.manage')}</Link>}>
      {shown.length === 0 ? (
        <Empty title={t('people.bases.none')}>{t('people.bases.none-next')}</Empty>
      ) : (
        <List
          items={shown.slice(0, mostInColumn).map(({ person, basis }) => {
            const label = people.get(person)
            return {
              key: basis.id,
              content: (
                <Row>
                  <Strong>
                    <Name>{names.get(basis.recipientId)}</Name>
                  </Strong>{' '}
                  <Standing basis={basis} />
                </Row>
              ),
              meta: (
                <>
                  {personIds.length > 1 && label && <Name>{`${label.name ?? label.code}: `}</Name>}
                  {stateOf(basis, today) === 'revoked'
                    ? t(told.has(basis.recipientId) ? 'people.bases.revoked-told' : 'people.bases.revoked-nobody')
                    : categoryWords(locale, basis.categories)}
                </>
              ),
            }
          })}
        />
      )}
    </Section>
  )
}

/** The same on the page of a person. */
export const showConsentPanel = (request: PageRequest, subject: string): Promise<ReactNode> =>
  consentSection(request, [subject as Id<'person'>])
