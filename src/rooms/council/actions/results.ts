import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { getMeeting } from '../../network/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import { adoptingResults, type Result } from '../domain/kinds.ts'
import { isDraft, mayMovePaper } from '../domain/states.ts'
import { consultationsOf, getConsultation } from '../queries/consultations.ts'
import { getPaper } from '../queries/papers.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { movePaper } from './releasing.ts'
import { recordResolution } from './resolutions.ts'

export interface RecordedResult {
  readonly result: Exclude<Result, 'none'>
  readonly votes?: {
    readonly yes?: number | undefined
    readonly no?: number | undefined
    readonly abstained?: number | undefined
    readonly excluded?: number | undefined
  }
  readonly note?: string | undefined
  /** What was adopted, word for word; then a resolution is recorded. */
  readonly wording?: string | undefined
  readonly version: number
}

/**
 * Records what a body did with a paper: result, votes, and the adopted wording, from which the resolution arises. The
 * paper is final when the last step, or the one in which the decision is taken, has a result other than postponed or
 * referred. Returns the resolution's id, if there is one. Throws Conflict where a result stands already (it is evidence),
 * Invalid for a wording without adoption.
 */
export async function recordResult(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: RecordedResult,
): Promise<Id<'resolution'> | null> {
  const one = await getConsultation(tx, actor, id)
  const paper = await getPaper(tx, actor, one.paperId)
  if (isDraft(paper.state)) throw new Conflict('council-not-released')
  if (one.result !== 'none') throw new Conflict('council-has-result')
  if (one.meetingId === null) throw new Invalid([{ field: '', code: 'council-no-meeting' }])
  const meeting = await getMeeting(tx, actor, one.meetingId)
  if (meeting.heldOn > setting.today) throw new Conflict('council-not-held')
  const adopts = adoptingResults.includes(input.result)
  if (input.wording && !adopts) throw new Invalid([{ field: 'wording', code: 'council-not-adopted' }])
  const values = {
    result: input.result,
    votes_yes: input.votes?.yes ?? null,
    votes_no: input.votes?.no ?? null,
    votes_abstained: input.votes?.abstained ?? null,
    votes_excluded: input.votes?.excluded ?? null,
    result_note: input.note ?? null,
  }
  const updated = await tables(tx)
    .updateTable('consultation')
    .set({ ...values, ...advanced(actor, input.version) })
    .where('id', '=', one.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await noteChange(tx, actor, {
    kind: 'consultation',
    id,
    version: input.version + 1,
    event: 'result',
    changes: changesBetween({}, values).filter(({ after }) => after !== null),
    details: { paper: paper.id, result: input.result },
  })
  const resolution = input.wording
    ? await recordResolution(tx, actor, setting, {
        title: paper.title,
        bodyId: one.bodyId,
        meetingId: one.meetingId,
        agendaItemId: one.agendaItemId ?? undefined,
        paperId: paper.id,
        consultationId: one.id,
        originatorId: paper.originatorId ?? undefined,
        decidedOn: meeting.heldOn,
        wording: input.wording,
        isPublic: paper.isPublic,
      })
    : null
  await finishWhenDone(tx, actor, setting, paper.id)
  return resolution
}

async function finishWhenDone(tx: Tx, actor: Actor, setting: Setting, paperId: Id<'paper'>): Promise<void> {
  const steps = await consultationsOf(tx, [paperId])
  const settled = (result: Result) => !['none', 'postponed', 'referred'].includes(result)
  const decided = steps.filter(({ authoritative }) => authoritative)
  const done = (decided.length > 0 ? decided : steps.slice(-1)).every(({ result }) => settled(result))
  const { state } = await getPaper(tx, actor, paperId)
  if (done && mayMovePaper(state, 'finish')) await movePaper(tx, actor, setting, paperId, { move: 'finish' })
}
