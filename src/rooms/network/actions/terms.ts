import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import type { Given } from '../forms.ts'
import type { ChangedTerm, NewTerm } from '../meetingforms.ts'
import { getTerm, listTerms, type Term } from '../queries/terms.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { chosenBody } from './chosen.ts'
import { freeKey } from './keys.ts'

/** Adds a legislative term; returns its key. Throws Invalid when it overlaps with another of the same body. */
export async function createTerm(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewTerm>,
): Promise<string> {
  const body = input.body ? await chosenBody(tx, actor, 'body', input.body) : undefined
  await demandFree(tx, actor, input.body ?? null, input)
  const id = newId<'term'>()
  const key = await freeKey(tx, 'term', input.name)
  await tables(tx)
    .insertInto('legislative_term')
    .values({
      id,
      key,
      body_id: body?.id ?? null,
      ...rowOf(input),
      simulated: setting.demo,
      ...advanced(actor, 0),
    })
    .execute()
  const changes = changesBetween({}, { ...factsOf(input), body: body?.name ?? null })
  await noteChange(tx, actor, { kind: 'term', id, version: 1, event: 'created', changes })
  return key
}

/** Changes a legislative term. Throws Invalid as createTerm, ChangedMeanwhile when somebody else changed it. */
export async function changeTerm(tx: Tx, actor: Actor, key: string, input: Given<typeof ChangedTerm>): Promise<void> {
  const term = await getTerm(tx, actor, key)
  const changes = changesBetween(factsOf(term), factsOf(input))
  if (changes.length === 0) return
  await demandFree(tx, actor, term.bodyKey, input, key)
  const updated = await tables(tx)
    .updateTable('legislative_term')
    .set({ ...rowOf(input), ...advanced(actor, input.version) })
    .where('id', '=', term.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, term.id)
  await noteChange(tx, actor, { kind: 'term', id: term.id, version: input.version + 1, event: 'changed', changes })
}

type Span = Pick<Term, 'startsOn'> & { readonly endsOn?: Term['endsOn'] | undefined }

/** On a day there is one term of a body at most. */
async function demandFree(tx: Tx, actor: Actor, body: string | null, span: Span, itself?: string): Promise<void> {
  const other = (await listTerms(tx, actor)).find(
    (term) =>
      term.key !== itself &&
      term.bodyKey === body &&
      (span.endsOn == null || term.startsOn <= span.endsOn) &&
      (term.endsOn === null || term.endsOn >= span.startsOn),
  )
  if (other) throw new Invalid([{ field: 'startsOn', code: 'network-term-overlaps', values: { name: other.name } }])
}

const rowOf = (term: Span & { readonly name: string }) => ({
  name: term.name,
  starts_on: term.startsOn,
  ends_on: term.endsOn ?? null,
})

const factsOf = (term: Span & { readonly name: string }) => ({
  name: term.name,
  startsOn: term.startsOn,
  endsOn: term.endsOn ?? null,
})
