import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { OrganisationName, ServiceInterface } from '../../network/index.ts'
import { findOffers } from '../../offers/index.ts'
import { domainOfLaw } from '../course/domain/kinds.ts'
import { topicOf } from '../findings/place.ts'
import type { CaseFile } from '../queries.ts'

/** Somebody to whom a hand-over can go, and why they are proposed. */
export interface Receiver {
  readonly id: Id<'organisation'>
  readonly name: string
  /** `interface`: the agreed receiver; `offer`: has a suitable offer; `kind`: of the kind the interface names; `other`. */
  readonly why: 'interface' | 'offer' | 'kind' | 'other'
}

const order = ['interface', 'offer', 'kind', 'other'] as const

/** Everybody but the own team: who the interface names first, then who has a suitable offer, then the rest by name. */
export async function receiversOf(
  at: { readonly tx: Tx; readonly actor: Actor; readonly today: Day },
  file: CaseFile,
  chosen: ServiceInterface | undefined,
  organisations: readonly OrganisationName[],
): Promise<readonly Receiver[]> {
  const offering = chosen ? await offeringFor(at, file, chosen) : new Set<string>()
  const why = ({ id, key, kind }: OrganisationName): Receiver['why'] => {
    if (chosen && key === chosen.toOrganisationKey) return 'interface'
    if (offering.has(id)) return 'offer'
    return chosen?.toKind && kind === chosen.toKind ? 'kind' : 'other'
  }
  return organisations
    .filter(({ id }) => id !== file.organisationId)
    .map((one) => ({ id: one.id, name: one.name, why: why(one) }))
    .sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why))
}

/** Who offers something in the part of life that the receiving side of the interface works in. */
async function offeringFor(
  { tx, actor, today }: { readonly tx: Tx; readonly actor: Actor; readonly today: Day },
  file: CaseFile,
  chosen: ServiceInterface,
): Promise<ReadonlySet<string>> {
  const row = domainOfLaw(chosen.toJurisdictionKey)
  if (row === null) return new Set()
  const need = { topic: topicOf[row], municipalityId: file.municipalityId }
  return new Set((await findOffers(tx, actor, need, today, mostOffers)).map(({ organisationId }) => organisationId))
}

const mostOffers = 20
