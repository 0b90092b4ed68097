import type { Clock } from '../../../../kernel/clock.ts'
import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, type Issue } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { demandKeeping } from '../../access.ts'
import type { DataCategory } from '../../domain/kinds.ts'
import { getPerson } from '../../queries/persons.ts'
import type { BasisKind, Method, Purpose } from '../domain/kinds.ts'
import { refusedBy } from '../domain/norms.ts'
import { latestEnd, stateOf } from '../domain/validity.ts'
import type { Editions, Pair } from '../domain/wording.ts'
import { announceBases } from '../news.ts'
import { getBasis } from '../queries/bases.ts'
import { findProof } from '../queries/proofs.ts'
import { tables } from '../tables.ts'

export interface Setting {
  readonly clock: Clock
  /** The tenant is a demonstration: what is entered there is marked. */
  readonly simulated: boolean
}

interface Scope {
  readonly personId: Id<'person'>
  readonly recipientId: Id<'organisation'>
  readonly purpose: Purpose
  readonly categories: readonly DataCategory[]
}

export interface NewConsent extends Scope {
  readonly kind: 'consent' | 'secrecyRelease'
  readonly validUntil: Day
  /** Of the form that the person is given. */
  readonly language: string
  readonly editions: Editions
  readonly wording: readonly Pair[]
}

/**
 * Prepares what a person is asked to sign. It counts for nothing until grantBasis. Throws NotFound for a person who may not be
 * seen, Invalid.
 */
export async function draftBasis(
  tx: Tx,
  actor: Actor,
  consent: NewConsent,
  setting: Setting,
): Promise<Id<'transfer-basis'>> {
  const today = setting.clock.today()
  const ends = endIssues(consent.validUntil, today)
  if (ends.length > 0) throw new Invalid(ends)
  const { kind, validUntil } = consent
  const { id, controllerId } = await insertBasis(
    tx,
    actor,
    consent,
    { kind, validUntil, norm: null, givenOn: null },
    setting,
  )
  await tables(tx)
    .insertInto('transfer_basis_proof')
    .values({
      basis_id: id,
      controller_id: controllerId,
      language: consent.language,
      editions: JSON.stringify(consent.editions),
      wording: JSON.stringify(consent.wording),
      printed_on: null,
      method: null,
      interpreter_used: null,
      scan_file_id: null,
    })
    .execute()
  await note(tx, actor, 'basis-drafted', id, { kind, purpose: consent.purpose, recipient: consent.recipientId })
  return id
}

export interface NewTask extends Scope {
  readonly norm: string
  readonly givenOn: Day
  readonly validUntil: Day | null
}

/** Notes that a norm lets data pass for a task; it holds from `givenOn`. Throws NotFound, Invalid. */
export async function recordTask(tx: Tx, actor: Actor, task: NewTask, setting: Setting): Promise<Id<'transfer-basis'>> {
  const refused = refusedBy(task.norm, task.categories)
  const issues: Issue[] = []
  if (refused.length > 0) issues.push({ field: 'categories', code: 'people-norm-not-for-health' })
  if (task.givenOn > setting.clock.today()) issues.push({ field: 'givenOn', code: 'people-day-to-come' })
  if (task.validUntil && task.validUntil < task.givenOn)
    issues.push({ field: 'validUntil', code: 'people-ends-before' })
  if (issues.length > 0) throw new Invalid(issues)
  const { id } = await insertBasis(tx, actor, task, { kind: 'statutory', ...task }, setting)
  await announceBases(tx, task.personId)
  await note(tx, actor, 'basis-granted', id, { kind: 'statutory', norm: task.norm, recipient: task.recipientId })
  return id
}

export interface Grant {
  /** The day on the paper. */
  readonly givenOn: Day
  readonly method: Method
  readonly interpreterUsed: boolean
  /** The signed form, kept by platform/files. */
  readonly scanId: Id<'file'> | null
}

/**
 * Enters that the person has signed: from this moment data may pass. Throws Conflict `people-not-a-draft` when it was signed
 * or discarded before, ChangedMeanwhile, Invalid.
 */
export async function grantBasis(
  tx: Tx,
  actor: Actor,
  { personId, id, version }: { readonly personId: Id<'person'>; readonly id: string; readonly version: number },
  grant: Grant,
  { clock }: Setting,
): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  const basis = await getBasis(tx, actor, personId, id)
  const today = clock.today()
  if (stateOf(basis, today) !== 'draft') throw new Conflict('people-not-a-draft')
  const issues: Issue[] = []
  if (grant.givenOn > today) issues.push({ field: 'givenOn', code: 'people-day-to-come' })
  if (basis.validUntil && grant.givenOn > basis.validUntil)
    issues.push({ field: 'givenOn', code: 'people-signed-after-end' })
  if (issues.length > 0) throw new Invalid(issues)
  const result = await tables(tx)
    .updateTable('transfer_basis')
    .set({ given_on: grant.givenOn, recorded_by: actor.actingFor ?? actor.userId, version: version + 1 })
    .where('id', '=', basis.id)
    .where('controller_id', '=', controllerId)
    .where('version', '=', version)
    .where('given_on', 'is', null)
    .executeTakeFirst()
  if (result.numUpdatedRows !== 1n) throw new ChangedMeanwhile('', new Date(clock.now()))
  const proof = await findProof(tx, basis.id)
  await tables(tx)
    .updateTable('transfer_basis_proof')
    .set({
      printed_on: proof?.printedOn ?? grant.givenOn,
      method: grant.method,
      interpreter_used: grant.interpreterUsed,
      scan_file_id: grant.scanId,
    })
    .where('basis_id', '=', basis.id)
    .execute()
  await announceBases(tx, personId)
  await note(tx, actor, 'basis-granted', basis.id, {
    kind: basis.kind,
    method: grant.method,
    interpreter: grant.interpreterUsed,
    scan: grant.scanId !== null,
  })
}

/** Notes the day on which the form was printed first. */
export async function notePrinted(tx: Tx, actor: Actor, id: Id<'transfer-basis'>, today: Day): Promise<void> {
  await tables(tx)
    .updateTable('transfer_basis_proof')
    .set({ printed_on: today })
    .where('basis_id', '=', id)
    .where('printed_on', 'is', null)
    .execute()
  await note(tx, actor, 'basis-printed', id, {})
}

async function insertBasis(
  tx: Tx,
  actor: Actor,
  { personId, recipientId, purpose, categories }: Scope,
  held: { kind: BasisKind; norm: string | null; givenOn: Day | null; validUntil: Day | null },
  { clock, simulated }: Setting,
): Promise<{ id: Id<'transfer-basis'>; controllerId: Id<'organisation'> }> {
  const { controllerId } = demandKeeping(actor)
  const person = await getPerson(tx, actor, personId)
  const id = newPublicId<'transfer-basis'>()
  await tables(tx)
    .insertInto('transfer_basis')
    .values({
      id,
      controller_id: controllerId,
      person_id: person.mergedInto ?? person.id,
      kind: held.kind,
      purpose,
      recipient_organisation_id: recipientId,
      categories: [...categories],
      norm: held.norm,
      given_on: held.givenOn,
      valid_until: held.validUntil,
      revoked_on: null,
      revoked_at: null,
      recorded_by: actor.actingFor ?? actor.userId,
      simulated,
      version: 1,
      created_at: new Date(clock.now()),
    })
    .execute()
  return { id, controllerId }
}

function endIssues(validUntil: Day, today: Day): Issue[] {
  if (validUntil < today) return [{ field: 'validUntil', code: 'people-ends-before' }]
  return validUntil > latestEnd(today) ? [{ field: 'validUntil', code: 'people-ends-too-late' }] : []
}

/** The entry of the audit: codes and ids, never what the person said. */
const note = (
  tx: Tx,
  actor: Actor,
  event: string,
  id: Id<'transfer-basis'>,
  details: Readonly<Record<string, unknown>>,
) => record(tx, actor, { event: `people.${event}`, subject: id, subjectKind: 'people.basis', details })
