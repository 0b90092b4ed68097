import type { Day } from '../../../kernel/day.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Content } from '../domain/content.ts'

export interface Version {
  readonly version: number
  readonly event: string
  readonly content: Content
  readonly changedAt: Date
  /** Null where the platform itself wrote it. */
  readonly changedBy: string | null
}

/** Versions of a measure or a concept, newest first; at most `limit`, from before a version on where one is given. */
export function versionsOf(tx: Tx, subject: string, limit: number, before?: number): Promise<Version[]> {
  return versions(tx)
    .where('subject_id', '=', subject)
    .$if(before !== undefined, (query) => query.where('measures_version.version', '<', before ?? 0))
    .orderBy('measures_version.version', 'desc')
    .limit(limit)
    .execute()
}

/** A version by its number, or the one that held at the end of a day. */
export type At = { readonly version: number } | { readonly day: Day }

/** Two states of a record, to compare; undefined where there was none yet. */
export async function contentsBetween(
  tx: Tx,
  subject: string,
  from: At,
  to: At,
): Promise<{ readonly before: Version | undefined; readonly after: Version | undefined }> {
  return { before: await versionAt(tx, subject, from), after: await versionAt(tx, subject, to) }
}

export function versionAt(tx: Tx, subject: string, at: At): Promise<Version | undefined> {
  return versions(tx)
    .where('subject_id', '=', subject)
    .$if('version' in at, (query) => query.where('measures_version.version', '<=', 'version' in at ? at.version : 0))
    .$if('day' in at, (query) =>
      query.where(
        'measures_version.changed_at',
        '<',
        // The end of the day where the offices are.
        sql<Date>`((${'day' in at ? at.day : null}::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin')`,
      ),
    )
    .orderBy('measures_version.version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const versions = (tx: Tx) =>
  tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('measures_version')
    .leftJoin('membership', 'membership.id', 'measures_version.changed_by')
    .select([
      'measures_version.version',
      'measures_version.event',
      'measures_version.content',
      'measures_version.changed_at as changedAt',
      'membership.name as changedBy',
    ])
