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
  const found: HandedOver[] = []
  for (const { originId, receivingCaseId, ...row } of rows) {
    const isGiven = originId !== null && ids.includes(originId)
    found.push({
      ...row,
      fileId: (isGiven ? originId : receivingCaseId) ?? '',
      side: isGiven ? 'given' : 'received',
      ...(await copyOf(tx, row.id, isGiven ? 'sender' : 'receiver')),
    })
  }
  return found
}

async function copyOf(tx: Tx, id: Id<'handover'>, side: 'sender' | 'receiver') {
  const copy = await tables(tx)
    .selectFrom('handover_content')
    .select(['items', 'note'])
    .where('handover_id', '=', id)
    .where('side', '=', side)
    .executeTakeFirst()
  const documents = await tables(tx)
    .selectFrom('handover_document')
    .select('name')
    .where('handover_id', '=', id)
    .orderBy('name')
    .limit(40)
    .execute()
  const messages = await tables(tx)
    .selectFrom('handover_message')
    .select(['kind', 'body', 'organisation_id as organisationId', 'created_at as at'])
    .where('handover_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute()
  return {
    shared: (copy?.items ?? []).map(({ label, lines }) => ({ label, lines })),
    note: copy?.note ?? null,
    documents: documents.map(({ name }) => name),
    messages,
  }
}
