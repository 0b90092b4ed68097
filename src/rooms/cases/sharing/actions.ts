import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { offerHandover, type Setting } from '../../journeys/index.ts'
import { demandBases } from '../../people/index.ts'
import type { SharingContext } from './context.ts'
import { issuesOf, type Prepared } from './domain/prepare.ts'
import { followFile } from './following/follow.ts'
import { germanWords } from './german.ts'

/**
 * Offers what was prepared. Throws Invalid with everything that is missing; the transfer bases are asked once more, so that
 * what was revoked while the form stood open does not pass.
 */
export async function offerPreparedFrom(
  tx: Tx,
  actor: Actor,
  context: SharingContext,
  prepared: Prepared,
  setting: Setting,
): Promise<Id<'handover'>> {
  const { file, receiver, chosen, laws, documents, replyBy } = context
  if (!receiver || !chosen) throw new Invalid(issuesOf(context.typed, context.known, germanWords))
  const today = setting.clock.today()
  const shared = documents.filter(({ id }) => prepared.documents.includes(id))
  const categories = [
    ...new Set([
      ...prepared.items.map(({ category }) => category),
      ...(prepared.documentsAs ? [prepared.documentsAs] : []),
    ]),
  ]
  const recipientId = receiver.id
  await demandBases(tx, { personId: file.personId, recipientId, categories, today })
  for (const { personId, category } of prepared.members)
    await demandBases(tx, { personId: personId as Id<'person'>, recipientId, categories: [category], today })
  const handover = await offerHandover(
    tx,
    actor,
    {
      interfaceId: chosen.id,
      toOrganisationId: receiver.id,
      municipalityId: file.municipalityId,
      targetGroup: file.targetGroup,
      person: file.journeyKey,
      occurredOn: today,
      kind: prepared.change ? 'transfer' : 'referral',
      originId: file.id,
      reference: file.reference,
      content: prepared.items,
      documents: shared.flatMap(({ fileId }) => {
        const category = prepared.documentsAs
        return category ? [{ fileId, category, basisId: context.bases.get(category)?.id ?? null }] : []
      }),
      ...(prepared.note && { note: prepared.note }),
      replyBy,
      ...(prepared.reads && { reads: prepared.reads }),
      ...(prepared.change &&
        laws && {
          jurisdictionChange: {
            fromId: laws.from,
            toId: laws.to,
            effectiveOn: prepared.change.effectiveOn,
            ...(prepared.change.openItems && { openItems: prepared.change.openItems }),
          },
        }),
    },
    setting,
  )
  // The day for the answer is on the list of the file at once.
  const { clock, tenant } = setting
  await followFile(tx, actor, file.id, { today, now: clock.now(), land: tenant.land })
  return handover
}
