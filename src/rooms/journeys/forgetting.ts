/** Removing what was shared with hand-overs. The hand-overs themselves stay, under a random key, for the figures. */
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { ErasedCounts } from '../../platform/retention/kind.ts'
import { removeRows } from '../../platform/retention/rows.ts'

type Removed = Promise<ErasedCounts>

/** The receiver's copies of these hand-overs, documents with their bytes. As the system. */
export async function eraseReceivedCopies(tx: Tx, ids: readonly string[]): Removed {
  const copies = await sql`
    DELETE FROM handover_content WHERE side = 'receiver' AND handover_id::text = ANY (${[...ids]}::text[])`.execute(tx)
  return {
    handover_content: Number(copies.numAffectedRows ?? 0n),
    handover_document: await removeRows(tx, 'handover_document', sql`handover_id::text`, ids),
  }
}

/** The giver's copies, and what ties these hand-overs to its file. As the system. */
export async function eraseGivenCopies(tx: Tx, ids: readonly string[]): Removed {
  const among = [...ids]
  const copies = await sql`
    DELETE FROM handover_content WHERE side = 'sender' AND handover_id::text = ANY (${among}::text[])`.execute(tx)
  await sql`
    UPDATE handover_jurisdiction_change SET open_items = NULL
    WHERE handover_id::text = ANY (${among}::text[]) AND open_items IS NOT NULL`.execute(tx)
  const untied = await sql`
    UPDATE handover SET origin_id = NULL, reference = NULL, sent_by = NULL WHERE id::text = ANY (${among}::text[])`.execute(
    tx,
  )
  return { handover_content: Number(copies.numAffectedRows ?? 0n), handover: Number(untied.numAffectedRows ?? 0n) }
}

/** A file that goes, and who answers for it. */
export interface GoingFile {
  readonly id: string
  readonly controllerId: Id<'organisation'>
}

/**
 * What hangs on files that go: the copies and messages of their own controller, the codes of the persons and the links that
 * were sent for them. What went to another controller is theirs: it has its own period. As the system.
 */
export async function eraseSharedOf(tx: Tx, files: readonly GoingFile[]): Removed {
  const counts: Record<string, number> = {}
  const add = (more: ErasedCounts) => {
    for (const [table, rows] of Object.entries(more)) counts[table] = (counts[table] ?? 0) + rows
  }
  for (const controllerId of new Set(files.map((file) => file.controllerId))) {
    const ids = files.filter((file) => file.controllerId === controllerId).map(({ id }) => id)
    const { rows } = await sql<{ id: string; given: boolean; person: string }>`
      SELECT id::text AS id, coalesce(origin_id::text = ANY (${ids}::text[]), false) AS given, person_key::text AS person
      FROM handover WHERE origin_id = ANY (${ids}::uuid[]) OR receiving_case_id = ANY (${ids}::uuid[])`.execute(tx)
    const all = rows.map(({ id }) => id)
    const given = rows.filter((row) => row.given)
    add(
      await eraseGivenCopies(
        tx,
        given.map(({ id }) => id),
      ),
    )
    const received = rows.filter((row) => !row.given).map(({ id }) => id)
    add(await eraseReceivedCopies(tx, received))
    await sql`UPDATE handover SET receiving_case_id = NULL WHERE id::text = ANY (${received}::text[])`.execute(tx)
    const messages = await sql`
      DELETE FROM handover_message
      WHERE controller_id = ${controllerId} AND handover_id::text = ANY (${all}::text[])`.execute(tx)
    const links = given.map(({ id }) => id)
    await sql`
      DELETE FROM outside_visit
      WHERE link_id IN (SELECT id FROM outside_link WHERE handover_id::text = ANY (${links}::text[]))`.execute(tx)
    const codes = await sql`
      DELETE FROM journey_code
      WHERE controller_id = ${controllerId} AND person_key::text = ANY (${rows.map(({ person }) => person)}::text[])`.execute(
      tx,
    )
    add({
      handover_message: Number(messages.numAffectedRows ?? 0n),
      outside_link: await removeRows(tx, 'outside_link', sql`handover_id::text`, links),
      journey_code: Number(codes.numAffectedRows ?? 0n),
    })
  }
  return counts
}
