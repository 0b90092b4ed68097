import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Outcome, Purpose, State } from '../domain.ts'

/** A hand-over as its person may ask for it (Art. 15 GDPR): what passed, to whom, and what was written about it. */
export interface HandedOver {
  readonly id: Id<'handover'>
  readonly fileId: string
  /** `given` from the file, or `received` into it. */
  readonly side: 'given' | 'received'
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly kind: Purpose | null
  readonly reference: string | null
  readonly state: State
  readonly preparedOn: Day | null
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly firstOn: Day | null
  readonly endedOn: Day | null
  readonly readsUntil: Day | null
  readonly reason: string | null
  readonly outcome: Outcome | null
  /** What was shared, in the copy of this side; empty once its period is over. */
  readonly shared: readonly { readonly label: string; readonly lines: readonly string[] }[]
  readonly note: string | null
  /** Names of the documents that went along. */
  readonly documents: readonly string[]
  readonly messages: readonly {
    readonly kind: string
    readonly body: string
    readonly organisationId: Id<'organisation'>
    readonly at: Date
  }[]
}

const most = 500

/** All hand-overs of these files with what the side that keeps the files has of them; as the platform, oldest first. */
export async function handedOverOf(tx: Tx, files: readonly string[]): Promise<readonly HandedOver[]> {
  if (files.length === 0) return []
  const ids = files as readonly Id<'case'>[]
  const rows = await tables(tx)
    .selectFrom('handover')
    .select([
      'id',
      'origin_id as originId',
      'receiving_case_id as receivingCaseId',
      'interface_id as interfaceId',
      'from_organisation_id as fromOrganisationId',
      'to_organisation_id as toOrganisationId',
      'kind',
      'reference',
      'state',
      'prepared_on as preparedOn',
      'offered_on as offeredOn',
      'answered_on as answeredOn',
      'first_on as firstOn',
      'ended_on as endedOn',
      'reads_until as readsUntil',
      'reason',
      'outcome',
    ])
    .where((eb) => eb.or([eb('origin_id', 'in', ids), eb('receiving_case_id', 'in', ids)]))
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute()
  const copies = await copiesOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ originId, receivingCaseId, ...row }): HandedOver => {
    const isGiven = originId !== null && ids.includes(originId)
    return {
      ...row,
      fileId: (isGiven ? originId : receivingCaseId) ?? '',
      side: isGiven ? 'given' : 'received',
      ...copies(row.id, isGiven ? 'sender' : 'receiver'),
    }
  })
}

/**
 * What each side keeps of these hand-overs, and what was written: one query each, however many they are. Whole, since the person
 * asks for all of it.
 */
async function copiesOf(tx: Tx, ids: readonly Id<'handover'>[]) {
  if (ids.length === 0) return () => ({ shared: [], note: null, documents: [], messages: [] })
  const contents = await tables(tx)
    .selectFrom('handover_content')
    .select(['handover_id', 'side', 'items', 'note'])
    .where('handover_id', 'in', ids)
    .execute()
  const content = new Map(contents.map((one) => [`${one.handover_id} ${one.side}`, one]))
  const documents = Map.groupBy(
    await tables(tx)
      .selectFrom('handover_document')
      .select(['handover_id', 'name'])
      .where('handover_id', 'in', ids)
      .orderBy('name')
      .execute(),
    (one) => one.handover_id,
  )
  const messages = Map.groupBy(
    await tables(tx)
      .selectFrom('handover_message')
      .select(['handover_id', 'kind', 'body', 'organisation_id as organisationId', 'created_at as at'])
      .where('handover_id', 'in', ids)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    (one) => one.handover_id,
  )
  return (id: Id<'handover'>, side: 'sender' | 'receiver') => {
    const copy = content.get(`${id} ${side}`)
    return {
      shared: (copy?.items ?? []).map(({ label, lines }) => ({ label, lines })),
      note: copy?.note ?? null,
      documents: (documents.get(id) ?? []).map(({ name }) => name),
      messages: (messages.get(id) ?? []).map(({ handover_id: _, ...message }) => message),
    }
  }
}
