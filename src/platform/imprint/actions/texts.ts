import { Conflict } from '../../../kernel/errors.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import type { Tx } from '../../database/index.ts'
import { ChangedMeanwhile } from '../../http/changed.ts'
import { textVersions } from '../queries.ts'
import { tables } from '../tables.ts'
import type { TextLocale, TextPage } from '../texts.ts'

interface TextInput {
  /** The version that the person saw. */
  readonly version: number
  /** Null: the program's text again. */
  readonly body: string | null
  readonly easyLanguage: string | null
  readonly signLanguage: string | null
}

/** Publishes a page in one language as its next version. Throws ChangedMeanwhile, Conflict where nothing changes. */
export async function publishText(
  tx: Tx,
  actor: Actor,
  page: TextPage,
  locale: TextLocale,
  input: TextInput,
  now: number,
): Promise<void> {
  const [latest] = await textVersions(tx, page, locale, 1)
  const before = latest ?? { body: null, easyLanguage: null, signLanguage: null }
  const same = (['body', 'easyLanguage', 'signLanguage'] as const).every((name) => before[name] === input[name])
  if (same && (latest?.version ?? 0) === input.version) throw new Conflict('imprint-nothing-changed')
  const written = await tables(tx)
    .insertInto('public_text')
    .values({
      page,
      locale,
      version: input.version + 1,
      body: input.body,
      easy_language: input.easyLanguage,
      sign_language: input.signLanguage,
      changed_at: new Date(now),
      changed_by: actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n)
    throw new ChangedMeanwhile(latest?.changedBy ?? '', latest?.changedAt ?? new Date(now))
  await record(tx, actor, {
    event: 'imprint.text-published',
    subjectKind: 'public-text',
    details: { page, locale, version: input.version + 1 },
  })
}
