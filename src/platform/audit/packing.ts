import { pack } from 'tar-stream'
import { Invalid } from '../../kernel/errors.ts'
import { type Database, inTenant, sql, type Tenant } from '../database/index.ts'
import { exportCheckpoints } from './export.ts'
import { publicKeyText, type SealKey } from './signature.ts'
import type { AuditTables } from './tables.ts'

/** Entries that one file takes. */
const largestExport = 50_000

/** What stands in a file of the audit that can be checked without this program. */
export interface AuditPackage {
  readonly body: Uint8Array
  readonly entries: number
  /** Sizes of the tree before and after. */
  readonly fromSize: number
  readonly toSize: number
}

/**
 * The sealed entries between two instants as one tar file: entries and checkpoints as JSON Lines, the edge of the tree
 * before them, the public key, and how to check it all without this program. Whole checkpoints only, so that every root
 * can be worked out again. Throws Invalid for a stretch with more than 50,000 entries.
 */
export async function packAudit(
  db: Database,
  tenant: Tenant,
  key: Pick<SealKey, 'publicKey' | 'id'>,
  range: { readonly fromMs: number; readonly toMs: number },
): Promise<AuditPackage> {
  const { start, end, edge, lines } = await inTenant(
    db,
    tenant,
    'system',
    async (tx) => {
      const audit = tx.withTables<AuditTables>()
      const before = await audit
        .selectFrom('audit_checkpoint')
        .select(['size', 'edge'])
        .where('sealed_ms', '<', range.fromMs)
        .orderBy('size', 'desc')
        .limit(1)
        .executeTakeFirst()
      const last = await audit
        .selectFrom('audit_checkpoint')
        .select('size')
        .where('sealed_ms', '<', range.toMs)
        .orderBy('size', 'desc')
        .limit(1)
        .executeTakeFirst()
      const [from, to] = [before?.size ?? 0, last?.size ?? 0]
      if (to - from > largestExport)
        throw new Invalid([{ field: 'from', code: 'audit-export-too-large', values: { most: largestExport } }])
      const { rows } = await sql<{
        position: number
        entry: string
        leaf: Buffer
        salt: Buffer | null
        payload: string | null
      }>`
        SELECT l.position, l.entry_id AS entry, l.leaf, e.salt, e.payload
        FROM audit_leaf AS l LEFT JOIN audit_entry AS e ON e.id = l.entry_id
        WHERE l.position >= ${from} AND l.position < ${to} ORDER BY l.position
      `.execute(tx)
      return { start: from, end: to, edge: before?.edge ?? [], lines: rows }
    },
    { snapshot: true, readOnly: true },
  )
  const checkpoints = (await exportCheckpoints(db, tenant, start))
    .split('\n')
    .filter((line) => line !== '' && (JSON.parse(line) as { size: number }).size <= end)
  const files: Readonly<Record<string, string>> = {
    'entries.jsonl': lines
      .map((line) =>
        JSON.stringify({
          position: line.position,
          entry: line.entry,
          leaf: line.leaf.toString('base64'),
          salt: line.salt?.toString('base64') ?? null,
          payload: line.payload,
        }),
      )
      .map((line) => `${line}\n`)
      .join(''),
    'checkpoints.jsonl': checkpoints.map((line) => `${line}\n`).join(''),
    'start.json': `${JSON.stringify({ tenant: tenant.key, size: start, edge: edge.map((one) => one.toString('base64')) }, null, 2)}\n`,
    'public-key.pem': publicKeyText(key),
    'README.txt': howToCheck(key.id),
  }
  const tar = pack()
  const chunks: Buffer[] = []
  tar.on('data', (chunk) => chunks.push(chunk as Buffer))
  for (const [name, content] of Object.entries(files)) tar.entry({ name: `audit/${name}` }, content)
  tar.finalize()
  await new Promise<void>((resolve, reject) => tar.on('end', resolve).on('error', reject))
  return { body: Buffer.concat(chunks), entries: lines.length, fromSize: start, toSize: end }
}

/** German, because offices and courts read it. */
function howToCheck(keyId: string): string {
  return `Protokoll zum Prüfen ohne dieses Programm
==========================================

entries.jsonl      ein Eintrag je Zeile, in der versiegelten Reihenfolge
checkpoints.jsonl  die unterschriebenen Stände, einer je Zeile
start.json         Größe und rechter Rand des Baums vor dem ersten Eintrag
public-key.pem     öffentlicher Schlüssel (Ed25519, RFC 8032), Kennung ${keyId}

Alle Bytefolgen sind Base64.

1. Jeder Eintrag. Steht bei ihm ein Inhalt (payload), so gilt
   leaf = SHA-256( 00 || salt || payload in UTF-8 ).
   Die Kennung im Inhalt (id) ist dieselbe wie entry. Ist der Inhalt nach Ablauf der Frist gelöscht (payload und salt
   sind null), bleibt nur leaf; die Reihenfolge lässt sich weiter prüfen.

2. Der Baum (RFC 6962, Abschnitt 2.1). Beginnen Sie mit dem Rand aus start.json: den Wurzeln der vollen Teilbäume, der
   größte zuerst. Hängen Sie die leaf der Reihe nach an: solange die bisherige Zahl der Blätter ungerade ist, den letzten
   Knoten des Rands wegnehmen, SHA-256( 01 || dieser || neuer ) bilden und die Zahl halbieren; dann den Knoten an den
   Rand setzen. Die Wurzel eines Stands entsteht aus dem Rand von rechts nach links: SHA-256( 01 || links || rechts ).
   Ohne Blätter ist sie SHA-256 von nichts.

3. Jeder Stand. Sind size Blätter angehängt, muss die Wurzel gleich root sein. previousSize und previousRoot sind die
   des Stands davor.

4. Die Unterschrift jedes Stands gilt für genau diesen Text, jede Zeile mit LF beendet, root und previousRoot Base64:
   nahtlos audit checkpoint 1
   <tenant>
   <size>
   <root>
   <previousSize>
   <previousRoot>
   <sealedMs>

   Mit OpenSSL: openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in stand.txt -sigfile stand.sig
   (stand.sig enthält die 64 Bytes aus signature.)

Was die Prüfung nicht zeigt: ob nach dem letzten Stand etwas fehlt. Bewahren Sie checkpoints.jsonl außerhalb der Anlage
auf und vergleichen Sie spätere Auszüge damit.
`
}
