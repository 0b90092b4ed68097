import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { RelationKind } from '../domain/kinds.ts'
import { isDraft } from '../domain/states.ts'
import { findPaper, getPaper } from '../queries/papers.ts'

/** Says what an earlier paper is to this one. Throws Invalid for one that the actor may not see, and for itself. */
export async function relate(tx: Tx, actor: Actor, id: string, otherId: string, kind: RelationKind): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  const other = await findPaper(tx, actor, otherId)
  if (!other || other.id === paper.id) throw new Invalid([{ field: 'paper', code: 'not-an-option' }])
  await tables(tx)
    .insertInto('paper_relation')
    .values({ paper_id: paper.id, other_id: other.id, kind })
    .onConflict((conflict) => conflict.columns(['paper_id', 'other_id']).doNothing())
    .execute()
  await record(tx, actor, {
    event: 'council.paper-related',
    subject: paper.id,
    subjectKind: 'council.paper',
    details: { other: other.id, kind },
  })
}

/** Takes such a remark back. */
export async function unrelate(tx: Tx, actor: Actor, id: string, otherId: string): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  await tables(tx)
    .deleteFrom('paper_relation')
    .where('paper_id', '=', paper.id)
    .where('other_id', '=', otherId as Id<'paper'>)
    .execute()
  await record(tx, actor, {
    event: 'council.paper-unrelated',
    subject: paper.id,
    subjectKind: 'council.paper',
    details: { other: otherId },
  })
}

/** An annex of a draft: a stored file or a link; at the end of those there are. Throws Conflict for a paper that is out. */
export async function attach(
  tx: Tx,
  actor: Actor,
  id: string,
  {
    name,
    fileId,
    address,
  }: { readonly name: string; readonly fileId?: Id<'file'> | undefined; readonly address?: string | undefined },
): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  if (!isDraft(paper.state)) throw new Conflict('council-released')
  const attachment = newId<'attachment'>()
  await tables(tx)
    .insertInto('paper_attachment')
    .values((eb) => ({
      id: attachment,
      paper_id: paper.id,
      position: eb
        .selectFrom('paper_attachment')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('paper_id', '=', paper.id),
      name,
      file_id: fileId ?? null,
      address: fileId ? null : (address ?? null),
      added_at: sql<Date>`now()`,
      added_by: actor.userId,
    }))
    .execute()
  await record(tx, actor, {
    event: 'council.attachment-added',
    subject: paper.id,
    subjectKind: 'council.paper',
    details: { attachment },
  })
}

/** Takes an annex off a draft. Throws Invalid for a paper that is out: what was released keeps its annexes. */
export async function detach(tx: Tx, actor: Actor, id: string, attachment: string): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  if (!isDraft(paper.state)) throw new Invalid([{ field: '', code: 'council-released' }])
  await tables(tx)
    .deleteFrom('paper_attachment')
    .where('paper_id', '=', paper.id)
    .where('id', '=', attachment as Id<'attachment'>)
    .execute()
  await record(tx, actor, {
    event: 'council.attachment-removed',
    subject: paper.id,
    subjectKind: 'council.paper',
    details: { attachment },
  })
}
