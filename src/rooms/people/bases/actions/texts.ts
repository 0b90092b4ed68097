import type { Clock } from '../../../../kernel/clock.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Locale } from '../../../../platform/i18n/index.ts'
import type { TextKey } from '../domain/kinds.ts'
import { typedParagraphs, unknownPlaces } from '../domain/wording.ts'
import { editionsOf } from '../queries/texts.ts'
import { tables } from '../tables.ts'

export interface TypedText {
  readonly key: TextKey
  readonly language: Locale
  /** Paragraphs apart by empty lines. */
  readonly text: string
  /** The office that checked it; null: not reviewed. */
  readonly reviewedBy: string | null
  /** The edition that was shown, 0 for the shipped one: nobody overwrites what they have not seen. */
  readonly after: number
}

/**
 * Writes a new edition, which holds for all forms made from now on; what was signed keeps its words. Throws Invalid for a
 * place in braces that there is not, Conflict `people-text-newer` when somebody else was faster.
 */
export async function writeText(
  tx: Tx,
  actor: Actor,
  { key, language, text, reviewedBy, after }: TypedText,
  { clock }: { readonly clock: Clock },
): Promise<void> {
  demand(actor, 'people.consent-texts')
  const paragraphs = typedParagraphs(text)
  const [unknown] = unknownPlaces(text)
  if (unknown !== undefined)
    throw new Invalid([{ field: 'text', code: 'people-unknown-place', values: { place: `{${unknown}}` } }])
  if (paragraphs.length === 0) throw new Invalid([{ field: 'text', code: 'required' }])
  if (paragraphs.length > 40) throw new Invalid([{ field: 'text', code: 'people-too-many-paragraphs' }])
  const [latest] = await editionsOf(tx, key, language, 1)
  if (Number(latest?.edition ?? 0) !== after) throw new Conflict('people-text-newer')
  await tables(tx)
    .insertInto('consent_text')
    .values({
      id: newId<'consent-text'>(clock.now()),
      key,
      language,
      edition: after + 1,
      paragraphs,
      reviewed_by: reviewedBy,
      reviewed_on: reviewedBy === null ? null : clock.today(),
      created_at: new Date(clock.now()),
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'people.consent-text-written',
    subjectKind: 'people.consent-text',
    details: { key, language, edition: after + 1, reviewed: reviewedBy !== null },
  })
}
