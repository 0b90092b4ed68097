import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Setting } from '../../recording.ts'
import type { Edits } from '../domain/assemble.ts'
import { checkEdit, editableText } from '../domain/editing.ts'
import { advance, draftToEdit } from './keeping.ts'

/** Puts the text of the office in place of a part. Throws Invalid for a placeholder that the part does not have. */
export async function editPart(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { part: key, text, version }: { readonly part: string; readonly text: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  const part = draft.composition.parts.find((one) => one.key === key)
  if (!part) throw new Conflict('drafting-part-gone')
  const issues = checkEdit(part, text)
  if (issues.length > 0)
    throw new Invalid(
      issues.map(({ code, name }) => ({ field: 'text', code: `drafting-${code}`, values: { name: name ?? '' } })),
    )
  const { [key]: before, ...others } = draft.edits
  const same = text.replace(/\r\n?/g, '\n').trim() === editableText(part).trim()
  const edits: Edits = same ? others : { ...others, [key]: { text: text.replace(/\r\n?/g, '\n'), on: setting.today } }
  if (same && !before) return
  await advance(tx, actor, draft, version, { event: same ? 'restored' : 'edited', edits, details: { part: key } })
}

/** Takes back the text of the office: the part says again what the platform composed. */
export async function restorePart(
  tx: Tx,
  actor: Actor,
  id: string,
  { part: key, version }: { readonly part: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  if (!draft.edits[key]) return
  const { [key]: _taken, ...edits } = draft.edits
  await advance(tx, actor, draft, version, { event: 'restored', edits, details: { part: key } })
}

/** Changes what stands above the explanation: subject and proposed resolution. */
export async function changeHead(
  tx: Tx,
  actor: Actor,
  id: string,
  {
    subject,
    proposedResolution,
    version,
  }: { readonly subject: string; readonly proposedResolution: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  await advance(tx, actor, draft, version, { event: 'headed', head: { subject, proposedResolution } })
}
