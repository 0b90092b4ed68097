import { NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { readFile } from '../../../platform/files/index.ts'
import type { Download } from '../../../platform/http/index.ts'
import type { Reader } from '../access.ts'
import { documentsOf } from './parts.ts'

/** The file behind a document of a record that the reader may see; throws NotFound. */
export async function documentFile(
  tx: Tx,
  reader: Reader,
  subject: { readonly id: string },
  document: string,
): Promise<Download> {
  const documents = isId(document) ? await documentsOf(tx, reader, subject.id) : []
  const fileId = documents.find((one) => one.id === document)?.fileId
  if (!fileId) throw new NotFound(`there is no document ${document}`)
  return readFile(tx, fileId)
}
