import { createHash } from 'node:crypto'
import { pack } from 'tar-stream'
import { NotFound } from '../../kernel/errors.ts'
import { asPlatform } from '../access/acting.ts'
import type { Tx } from '../database/index.ts'
import type { ArchiveDescription, RetentionKind } from './kind.ts'
import { itemsOf, type Run } from './runs.ts'
import type { ArchiveAnswer } from './tables.ts'

/** A line of the list that the archive gets. */
export interface OfferLine extends ArchiveDescription {
  readonly number: number
  readonly id: string
  readonly answer: ArchiveAnswer | null
}

const largestList = 5000

/** What is offered, in the order of the run. Throws NotFound for kinds that are never offered. */
export async function offerList(tx: Tx, run: Run, kind: RetentionKind): Promise<readonly OfferLine[]> {
  if (!kind.describe) throw new NotFound('offer list')
  const items = await itemsOf(tx, run.id, largestList)
  const described = await asPlatform(tx, async () =>
    kind.describe?.(
      tx,
      items.map((item) => item.recordId),
    ),
  )
  return items.map(({ position, recordId, answer }) => ({
    title: recordId,
    reference: null,
    from: null,
    to: null,
    files: 0,
    ...described?.get(recordId),
    number: position,
    id: recordId,
    answer,
  }))
}

/**
 * One tar file with everything that the archive takes: the list as JSON and a folder for each record, each file with its
 * SHA-256 in the list.
 */
export async function handOverPackage(tx: Tx, run: Run, kind: RetentionKind): Promise<Uint8Array> {
  const lines = (await offerList(tx, run, kind)).filter(({ answer }) => answer === 'taken')
  if (lines.length === 0 || !kind.hand) throw new NotFound('package')
  const tar = pack()
  const chunks: Buffer[] = []
  tar.on('data', (chunk) => chunks.push(chunk as Buffer))
  const listed = []
  for (const line of lines) {
    const files = await asPlatform(tx, async () => (await kind.hand?.(tx, line.id)) ?? [])
    const digests: Record<string, string> = {}
    for (const { name, content } of files) {
      const bytes = Buffer.from(content)
      const path = `${String(line.number).padStart(5, '0')}/${name}`
      digests[path] = createHash('sha256').update(bytes).digest('hex')
      tar.entry({ name: path }, bytes)
    }
    listed.push({ ...line, sha256: digests })
  }
  tar.entry({ name: 'list.json' }, JSON.stringify({ kind: run.kind, run: run.id, records: listed }, null, 2))
  tar.finalize()
  await new Promise<void>((resolve, reject) => tar.on('end', resolve).on('error', reject))
  return Buffer.concat(chunks)
}
