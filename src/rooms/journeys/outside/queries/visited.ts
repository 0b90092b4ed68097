import type { Day } from '../../../../kernel/day.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { listInterfaces } from '../../../network/index.ts'
import { endedBases } from '../../../people/index.ts'
import { findChange } from '../../actions/jurisdiction.ts'
import type { SharedView, ShownItem } from '../../pages/preview.tsx'
import { type Message, messagesOf } from '../../queries/thread.ts'
import { closingOf } from '../../reading.ts'
import { readReasons } from '../../reasons.ts'
import { readingNames } from '../access.ts'
import { visitHash } from '../domain/secrets.ts'
import { answerPath } from '../paths.ts'
import { tables } from '../tables.ts'
import type { UsableLink } from './links.ts'

/** The hand-over of a visit, locked while somebody answers. Undefined where the link opens none any more. */
export async function findVisited(tx: Tx, link: Pick<UsableLink, 'handoverId'>, lock = false) {
  return await tables(tx)
    .selectFrom('handover')
    .select([
      'id',
      'interface_id as interfaceId',
      'to_organisation_id as toOrganisationId',
      'to_controller_id as toControllerId',
      'person_key as person',
      'state',
      'version',
      'reference',
      'prepared_on as preparedOn',
      'offered_on as offeredOn',
      'first_on as firstOn',
      'ended_on as endedOn',
      'target_days as targetDays',
      'reply_by as replyBy',
      'reads_until as readsUntil',
      'reads_to_first as readsToFirst',
      'after_until as afterUntil',
      'assigned_to as assignedTo',
    ])
    .where('id', '=', link.handoverId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
}
export type Visited = NonNullable<Awaited<ReturnType<typeof findVisited>>>

/** What whoever came by a link sees of a hand-over: the view of the receiver, no more and no less. */
export interface VisitedContent {
  readonly view: SharedView | undefined
  /** Nothing was shared with it, as with hand-overs that were loaded. */
  readonly isEmpty: boolean
  readonly messages: readonly Message[]
  readonly reasons: Awaited<ReturnType<typeof readReasons>>
  readonly mustAcknowledge: Day | undefined
}

/** Who asks: a browser in which the link was opened. */
export interface Asking {
  readonly token: string
  readonly browser: string
  readonly locale: string
  readonly today: Day
}

/** Reads what was shared, as the receiver may read it today, and notes that it was read. The transaction is that of the visit. */
export async function readVisited(
  tx: Tx,
  link: UsableLink,
  of: Visited,
  { token, browser, locale, today }: Asking,
): Promise<VisitedContent> {
  const change = await findChange(tx, of.id)
  const copy = await tables(tx)
    .selectFrom('handover_content')
    .select(['items', 'note'])
    .where('handover_id', '=', of.id)
    .where('side', '=', 'receiver')
    .executeTakeFirst()
  const documents = await tables(tx)
    .selectFrom('handover_document')
    .select(['id', 'name', 'size_bytes as sizeBytes', 'basis_id as basisId'])
    .where('handover_id', '=', of.id)
    .orderBy('name')
    .limit(40)
    .execute()
  const messages = await messagesOf(tx, of.id)
  const bases = [...(copy?.items ?? []), ...documents].flatMap(({ basisId }) => basisId ?? [])
  const { ended, through, reasons } = await readingNames(tx, visitHash(token, browser), async () => ({
    ended: await endedBases(tx, bases, today),
    through: (await listInterfaces(tx, nobody, { state: 'all', limit: 200 }, today)).rows.find(
      ({ id }) => id === of.interfaceId,
    ),
    reasons: await readReasons(tx, locale, today),
  }))
  const over = (basisId: string | null) => (basisId === null ? undefined : ended.get(basisId))
  const items = (copy?.items ?? []).map((item): ShownItem => {
    const closed = over(item.basisId)
    return closed ? { ...item, lines: [], closed } : item
  })
  const isCarried = bases.length === 0 || bases.some((basis) => !ended.has(basis))
  const isOpen = closingOf('receiver', of, today) === 'open'
  await recordLook(tx, 'unknown', {
    event: 'journeys.content-read',
    subjectKind: 'journeys.handover',
    ids: [of.id],
    details: {
      side: 'receiver',
      by: 'link',
      categories: items.filter(({ closed }) => !closed).map(({ category }) => category),
    },
  })
  const { fromJurisdiction: from, toJurisdiction: to } = through ?? {}
  return {
    isEmpty: items.length === 0 && documents.length === 0 && !copy?.note,
    messages,
    reasons,
    mustAcknowledge: change && change.acknowledgedOn === null ? change.effectiveOn : undefined,
    view: isOpen
      ? {
          audience: 'receiver',
          giver: link.giver,
          receiver: link.addressed,
          way: from && to && from !== to ? { from, to } : (through?.name ?? ''),
          reference: of.reference,
          items,
          documents: documents
            .filter(({ basisId }) => !over(basisId))
            .map(({ id, name, sizeBytes }) => ({
              name,
              sizeBytes,
              path: `${answerPath(token, locale)}/documents/${id}`,
            })),
          note: isCarried ? (copy?.note ?? null) : null,
          replyBy: of.state === 'offered' ? of.replyBy : null,
          readsUntil: of.readsUntil,
          ...(of.readsToFirst && { readsToFirst: true }),
          ...(change && { change }),
        }
      : undefined,
  }
}

/** Names of interfaces are for all readers of the network; who reads here is nobody it knows. */
const nobody = null as never
