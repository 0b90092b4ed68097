import type { Day } from '../../kernel/day.ts'
import { asPlatform } from '../access/acting.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Tx } from '../database/index.ts'
import { ChangedMeanwhile } from '../http/changed.ts'
import type { CodelistDeclaration } from './declaration.ts'
import type { Codelist, Entry, ListEvent } from './model.ts'
import { listVersions } from './queries.ts'
import { tables } from './tables.ts'

/** One list at work: in which transaction, for whom, when, and which rooms have to do with it. */
export interface ListWork {
  readonly tx: Tx
  readonly actor: Actor
  readonly list: Codelist
  readonly declarations: readonly CodelistDeclaration[]
  readonly now: number
  readonly today: Day
  readonly demo: boolean
}

export interface Decision {
  /** The version that the person saw. */
  readonly seen: number
  readonly entries: readonly Entry[]
  readonly event: ListEvent
  /** Key of the entry it is about. */
  readonly subject?: string
  readonly reason?: string | undefined
}

/**
 * Writes the next version of a list, lets the rooms' tables follow and notes it in the audit. Returns the version. Throws
 * ChangedMeanwhile when somebody decided since `seen`.
 */
export async function decide(work: ListWork, { seen, entries, event, subject, reason }: Decision): Promise<number> {
  const { tx, actor, list, declarations, now } = work
  const version = seen + 1
  const written = await tables(tx)
    .insertInto('codelist_version')
    .values({
      list: list.key,
      version,
      entries: JSON.stringify(entries),
      event,
      subject: subject ?? null,
      reason: reason ?? null,
      changed_at: new Date(now),
      changed_by: actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) {
    const [last] = await listVersions(tx, list)
    throw new ChangedMeanwhile(last?.changedBy ?? '', last?.changedAt ?? new Date(now))
  }
  await asPlatform(tx, async () => {
    for (const { follow } of declarations) await follow?.(tx, entries)
  })
  await record(tx, actor, {
    event: `codelists.list-${event}`,
    subjectKind: 'codelist',
    details: { list: list.key, version, ...(subject !== undefined && { key: subject }) },
  })
  return version
}
