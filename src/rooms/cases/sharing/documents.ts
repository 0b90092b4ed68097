import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { documentsOf } from '../work/notes/queries.ts'

/** A document of the file that may go along. */
export interface CaseDocument {
  readonly id: string
  readonly fileId: Id<'file'>
  readonly name: string
  readonly sizeBytes: number
}

/** Documents that a form lists; the newest. */
const mostListed = 50

/** Documents of a file whose bytes are still there. */
export async function sendable(tx: Tx, caseId: string): Promise<readonly CaseDocument[]> {
  return (await documentsOf(tx, caseId, mostListed)).flatMap(({ id, fileId, fileName, bytes }) =>
    fileId === null ? [] : [{ id, fileId, name: fileName, sizeBytes: bytes }],
  )
}
