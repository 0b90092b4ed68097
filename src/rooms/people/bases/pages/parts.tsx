import { type Day, daysBetween } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { may } from '../../../../platform/access/index.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { isLocale } from '../../../../platform/i18n/index.ts'
import { type Crumb, State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import { organisationNames } from '../../../network/index.ts'
import type { DataCategory } from '../../domain/kinds.ts'
import { personPath, start } from '../../paths.ts'
import { getPerson, type Person } from '../../queries/persons.ts'
import type { TextKey } from '../domain/kinds.ts'
import { textKeys } from '../domain/kinds.ts'
import { type BasisState, stateOf } from '../domain/validity.ts'
import { basesPath, ownPath } from '../paths.ts'
import type { Basis } from '../queries/bases.ts'
import { shipped } from '../texts/shipped.ts'

const looks: Readonly<Record<BasisState, StateKind>> = {
  draft: 'open',
  discarded: 'rest',
  coming: 'open',
  valid: 'done',
  ending: 'attention',
  expired: 'rest',
  revoked: 'declined',
}

/** What a basis is today, in a shape and words. */
export function Standing({ basis }: { basis: Basis }) {
  const { t, format, today } = useRender()
  const state = stateOf(basis, today)
  const on = { expired: basis.validUntil, revoked: basis.revokedOn, coming: basis.givenOn }[state as string]
  return (
    <State kind={looks[state]}>
      {t(`people.bases.standing.${state}`, {
        until: basis.validUntil ? format.day(basis.validUntil) : 'none',
        on: on ? format.day(on) : '',
        days: basis.validUntil ? daysBetween(today, basis.validUntil) : 0,
      })}
    </State>
  )
}

/** "Erreichbarkeit, Haushalt": the words are those of the forms, so that both say the same. */
export function categoryWords(locale: string, categories: readonly DataCategory[]): string {
  const words = shipped[isLocale(locale) ? locale : 'de'].categories
  return categories.map((category) => words[category]).join(', ')
}

export const purposeWords = (locale: string) => shipped[isLocale(locale) ? locale : 'de'].purposes

/** What organisations are called today, by id. */
export async function officeNames(tx: Tx, today: Day): Promise<ReadonlyMap<string, string>> {
  return new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
}

/** Loads the person of an address and notes the look. Throws NotFound. */
export async function lookAtPerson({ tx, actor, params }: PageRequest<'id'>): Promise<Person> {
  const person = await getPerson(tx, actor, params.id as Id<'person'>)
  await recordLook(tx, actor, { event: 'people.bases-read', subjectKind: 'people.person', ids: [person.id] })
  return person
}

/** Where who asks was working before: said in the address, and kept by the forms in between. */
export const backOf = ({ query, form }: PageRequest): string | undefined => {
  const typed = form?.values['back']
  return ownPath(typeof typed === 'string' ? typed : query.get('back'))
}

/** Only case managers of the controller enter and end bases; whoever was let in reads. */
export const keeps = (actor: Actor, person: Pick<Person, 'controllerId'>): boolean =>
  may(actor, 'people.edit') && person.controllerId === actor.controllerId

export const crumbsTo = ({ t }: PageRequest, person: Pick<Person, 'id' | 'code'>, isBelow = false): Crumb[] => [
  { label: t('people.search.title'), path: start },
  { label: person.code, path: personPath(person.id) },
  ...(isBelow ? [{ label: t('people.bases.title'), path: basesPath(person.id) }] : []),
]

/** The text that an address names. Throws NotFound. */
export function textOf(key: string | undefined, language: string | undefined) {
  if (!textKeys.includes(key as TextKey) || !language || !isLocale(language)) throw new NotFound('no such text')
  return { key: key as TextKey, language }
}
