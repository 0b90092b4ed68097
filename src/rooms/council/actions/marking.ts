import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { DueRule } from '../../network/index.ts'
import { tables } from '../access.ts'
import { storedDue } from '../domain/due.ts'
import type { AboutKind, ObligationKind } from '../domain/kinds.ts'
import { isPartOf, quoted } from '../domain/wording.ts'
import { type Obligation, obligationsOf } from '../queries/obligations.ts'
import { getResolution } from '../queries/resolutions.ts'
import type { Setting } from '../recording.ts'
import { insertObligation } from './steps.ts'

export interface NewObligation {
  readonly kind: ObligationKind
  /** A literal part of the resolution's wording. */
  readonly wording: string
  readonly responsibleId?: Id<'organisation'> | undefined
  /** Null: no deadline was set. */
  readonly due: DueRule | null
  readonly about?: readonly { readonly kind: AboutKind; readonly id: string }[]
}

/**
 * Marks a passage of a resolution as an obligation; returns its id. Throws Invalid when the passage is no literal part of
 * the wording, Conflict for a resolution that was corrected: its obligations go on in the new version.
 */
export async function markObligation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  resolutionId: string,
  obligation: NewObligation,
): Promise<Id<'obligation'>> {
  const resolution = await getResolution(tx, actor, resolutionId)
  if (resolution.replacedById !== null) throw new Conflict('council-already-corrected')
  const passage = quoted(obligation.wording)
  if (!isPartOf(passage, resolution.wording)) throw new Invalid([{ field: 'wording', code: 'council-not-a-part' }])
  const others = await obligationsOf(tx, actor, setting, resolution.id)
  return await insertObligation(tx, actor, {
    resolutionId: resolution.id,
    position: (others.at(-1)?.position ?? 0) + 1,
    kind: obligation.kind,
    wording: passage,
    responsibleId: obligation.responsibleId ?? null,
    due: storedDue(obligation.due),
    state: 'open',
    reason: null,
    nextReportOn: null,
    continuesId: null,
    on: resolution.decidedOn,
    about: obligation.about ?? [],
  })
}

/** Lets an obligation of a corrected resolution go on in the new version, with the state it had. */
export async function carryObligation(
  tx: Tx,
  actor: Actor,
  old: Obligation,
  resolutionId: Id<'resolution'>,
): Promise<void> {
  const about = await tables(tx)
    .selectFrom('obligation_subject')
    .select(['subject_kind as kind', 'subject_id as id'])
    .where('obligation_id', '=', old.id)
    .execute()
  const id = await insertObligation(tx, actor, {
    ...old,
    resolutionId,
    due: old,
    continuesId: old.id,
    on: old.since,
    about,
  })
  const discharges = await tables(tx)
    .selectFrom('discharge')
    .selectAll()
    .where('obligation_id', '=', old.id)
    .where('undone_on', 'is', null)
    .execute()
  for (const { created_at: _, ...discharge } of discharges)
    await tables(tx)
      .insertInto('discharge')
      .values({ ...discharge, id: newId<'discharge'>(), obligation_id: id })
      .execute()
}
