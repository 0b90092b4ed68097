import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { PaperSection } from '../../../../platform/documents/index.ts'
import { createPaper } from '../../actions/papers.ts'
import { emptyContent } from '../../domain/content.ts'
import { getObligation, obligationsOf } from '../../queries/obligations.ts'
import { getPaper } from '../../queries/papers.ts'
import { getResolution } from '../../queries/resolutions.ts'
import { advanced, type Setting } from '../../recording.ts'
import { tables } from '../queries.ts'
import { composeNow, dayCounted } from './composing.ts'
import { keep, write } from './keeping.ts'

/** What a report is composed from and what its head says. */
export interface NewDraft {
  readonly obligationId: string
  readonly referenceDay: Day
  readonly snapshotId?: string | undefined
  readonly previousPaperId?: string | undefined
  readonly subject: string
  readonly proposedResolution: string
  readonly isPublic: boolean
  readonly leadUnitId?: Id<'organisation'> | undefined
  readonly rapporteurRole?: string | undefined
  readonly meetingId?: Id<'meeting'> | undefined
  /** Obligations of the same resolution that the report meets. */
  readonly discharged: readonly string[]
  readonly dischargedBy: 'release' | 'hand'
}

/** Begins a report for an obligation: its paper, and the first draft of its text. Returns the id of the draft. */
export async function beginDraft(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  sections: readonly PaperSection[],
  input: NewDraft,
): Promise<Id<'paperDraft'>> {
  const obligation = await getObligation(tx, actor, setting, input.obligationId)
  const resolution = await getResolution(tx, actor, obligation.resolutionId)
  if (input.isPublic && !resolution.isPublic) throw new Invalid([{ field: 'isPublic', code: 'drafting-not-public' }])
  const referenceDay = await dayCounted(tx, actor, setting, input)
  const same = await obligationsOf(tx, actor, setting, resolution.id)
  const discharged = same.filter((one) => input.discharged.includes(one.id))
  if (discharged.length !== input.discharged.length) throw new Invalid([{ field: 'discharged', code: 'not-an-option' }])
  const paperId = await createPaper(tx, actor, setting, {
    kind: 'report',
    title: input.subject,
    isPublic: input.isPublic,
    leadUnitId: input.leadUnitId,
    rapporteurRole: input.rapporteurRole,
    datedOn: setting.today,
    content: { ...emptyContent, proposedResolution: input.proposedResolution },
    composed: true,
    consultations: [{ bodyId: resolution.bodyId, meetingId: input.meetingId, role: 'information' }],
  })
  const id = newId<'paperDraft'>()
  await tables(tx)
    .insertInto('paper_draft')
    .values({
      id,
      paper_id: paperId,
      obligation_id: obligation.id,
      previous_paper_id: input.previousPaperId ? (await getPaper(tx, actor, input.previousPaperId)).id : null,
      reference_day: referenceDay,
      snapshot_id: (input.snapshotId ?? null) as Id<'snapshot'> | null,
      discharged_by: input.dischargedBy,
      ...advanced(actor, 0),
    })
    .execute()
  for (const one of discharged)
    await tables(tx).insertInto('paper_draft_discharge').values({ draft_id: id, obligation_id: one.id }).execute()
  const composition = await composeNow(tx, actor, setting, sections, {
    paperId,
    obligationId: obligation.id,
    previousPaperId: (input.previousPaperId ?? null) as Id<'paper'> | null,
    referenceDay,
    snapshotId: (input.snapshotId ?? null) as Id<'snapshot'> | null,
    discharged: discharged.map((one) => one.id),
  })
  await keep(tx, actor, { id, number: 1, event: 'composed', composition, edits: {} })
  await write(tx, actor, paperId, composition, {})
  return id
}
