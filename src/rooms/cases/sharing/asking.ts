import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { consentFormPath, type DataCategory } from '../../people/index.ts'
import { readContext } from './context.ts'
import { categoriesToAsk, neededOfMember, purposeOf } from './domain/consent.ts'
import { draftKeyOf, type TypedHandover } from './domain/typed.ts'
import { newHandoverPath } from './paths.ts'

export interface Asked {
  readonly path: string
  /** What is to stand ticked once there is a basis. */
  readonly categories: readonly DataCategory[]
  readonly members: readonly string[]
}

/**
 * The way to the form of a consent for a hand-over that is being prepared, with receiver, purpose and kinds of data filled in.
 * Undefined until the receiver is chosen. Throws NotFound for somebody who is not of the file.
 */
export async function askConsent(
  { tx, actor, tenant, params, clock }: PageRequest<'id'>,
  typed: TypedHandover,
  { personId, category }: { readonly personId: string; readonly category: DataCategory | undefined },
): Promise<Asked | undefined> {
  const at = { tx, actor, tenant, today: clock.today() }
  const { file, known, receiver, chosen, laws, members } = await readContext(at, params.id as Id<'case'>, typed)
  const isMain = personId === file.personId
  if (!isMain && !members.some(({ id, role }) => id === personId && role !== 'child'))
    throw new NotFound('nobody of this file')
  if (!known || !receiver) return undefined
  const held = known.bases.get(personId)
  const categories = isMain
    ? categoriesToAsk(category, known.needs.categories, (one) => held?.has(one) ?? false)
    : neededOfMember(typed.categories)
  const path = consentFormPath(personId, {
    recipient: receiver.id,
    purpose: purposeOf(chosen?.toJurisdictionKey ?? null, laws !== undefined),
    categories,
    back: newHandoverPath(file.id, draftKeyOf(typed)),
  })
  return isMain ? { path, categories, members: [] } : { path, categories: [], members: [personId] }
}
