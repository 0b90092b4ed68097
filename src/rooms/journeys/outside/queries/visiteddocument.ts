import { NotFound } from '../../../../kernel/errors.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { endedBases } from '../../../people/index.ts'
import { closingOf } from '../../reading.ts'
import { readingNames } from '../access.ts'
import { visitHash } from '../domain/secrets.ts'
import { tables } from '../tables.ts'
import type { Asking, Visited } from './visited.ts'

/** The bytes of a document that went along; noted. Throws NotFound. */
export async function readVisitedDocument(
  tx: Tx,
  of: Visited,
  { document, ...asking }: Asking & { readonly document: string },
) {
  const row =
    closingOf('receiver', of, asking.today) === 'open'
      ? await tables(tx)
          .selectFrom('handover_document')
          .select(['name', 'media_type as type', 'content', 'basis_id as basisId'])
          .where('handover_id', '=', of.id)
          .where('id', '=', document as never)
          .executeTakeFirst()
      : undefined
  const basis = row?.basisId
  const ended = basis
    ? await readingNames(tx, visitHash(asking.token, asking.browser), () => endedBases(tx, [basis], asking.today))
    : undefined
  if (!row || (basis && ended?.has(basis))) throw new NotFound('there is no such document')
  await recordLook(tx, 'unknown', {
    event: 'journeys.document-read',
    subjectKind: 'journeys.handover',
    ids: [of.id],
    details: { document, by: 'link' },
  })
  return { type: row.type, filename: row.name, body: new Uint8Array(row.content) }
}
