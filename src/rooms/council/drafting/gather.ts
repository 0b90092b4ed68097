import { addDays, type Day } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { listedFields, snapshotOn } from '../../measures/index.ts'
import { agendaOf, findDistrict } from '../../network/index.ts'
import { consultationsOf, placesOf } from '../queries/consultations.ts'
import { type Names, namesOn } from '../queries/names.ts'
import {
  dischargesOf,
  getObligation,
  listObligations,
  type Obligation,
  type On,
  obligationsOf,
} from '../queries/obligations.ts'
import { findPaper, getPaper, type Paper } from '../queries/papers.ts'
import { getResolution, type Resolution } from '../queries/resolutions.ts'
import { readConcepts } from './concepts.ts'
import type {
  ConsultationStep,
  FollowUpRow,
  Occasion,
  PreviousReport,
  ReportMaterial,
  ReportObligation,
} from './domain/material.ts'
import { readMeasures } from './measures.ts'
import { readReviews } from './reviews.ts'

/** What a report is to be composed from. */
export interface Wanted {
  readonly paperId: string
  readonly obligationId: string
  readonly referenceDay: Day
  /** Null: the register on the reference day. */
  readonly snapshotId: string | null
  /** The report with which states are compared, and its day of counting. */
  readonly previous: { readonly paperId: string; readonly day: Day } | null
  readonly proposedResolution: string
  /** Ids of the obligations that this paper meets. */
  readonly discharged: readonly string[]
}

/** Rows of the follow-up list in an annex; a body with more has its own list. */
const mostFollowUp = 60

/**
 * Everything that a report says, read through the doors of the rooms. For a public paper everything is read as the public
 * sees it, so that nothing else can get into it.
 */
export async function gatherMaterial(
  tx: Tx,
  actor: Actor,
  { today, land }: { readonly today: Day; readonly land: Land },
  wanted: Wanted,
): Promise<ReportMaterial> {
  const paper = await getPaper(tx, actor, wanted.paperId)
  const on: On = { today, land }
  const names = await namesOn(tx, actor, today)
  const all = await obligationsOfSame(tx, actor, on, wanted.obligationId)
  const resolution = await getResolution(tx, actor, all.resolutionId)
  const reader = paper.isPublic ? null : actor
  const previous = await comparedWith(tx, actor, wanted)
  const { measures, basis } = await readMeasures(tx, actor, {
    day: wanted.referenceDay,
    before: previous?.day ?? null,
    snapshotId: wanted.snapshotId,
    publicOnly: paper.isPublic,
  })
  const concepts = await readConcepts(tx, reader, measures)
  return {
    issuer: await issuerOf(tx),
    leadUnit: names.organisation(paper.leadUnitId),
    rapporteur: paper.rapporteurRole,
    reference: paper.number,
    subject: paper.title,
    isPublic: paper.isPublic,
    simulated: paper.simulated,
    createdOn: today,
    referenceDay: wanted.referenceDay,
    consultations: await stepsOfPaper(tx, actor, paper, names),
    proposedResolution: wanted.proposedResolution,
    occasion: await occasionOf(tx, actor, resolution, all.obligations, wanted, names),
    basis,
    concepts,
    fields: (await listedFields(tx)).map(({ name }) => name),
    measures,
    previous,
    reviews: await readReviews(tx, actor, { concepts, measures, publicOnly: paper.isPublic }),
    followUp: await followUpOf(tx, paper.isPublic ? null : actor, on, resolution, names, wanted),
  }
}

/** The report that was named, else the last snapshot from before the day that is counted. */
async function comparedWith(tx: Tx, actor: Actor, wanted: Wanted): Promise<PreviousReport | null> {
  const paper = wanted.previous && (await findPaper(tx, actor, wanted.previous.paperId))
  if (paper && wanted.previous)
    return { kind: 'report', reference: paper.number, title: paper.title, day: wanted.previous.day }
  const snapshot = await snapshotOn(tx, actor, addDays(wanted.referenceDay, -1))
  return snapshot ? { kind: 'snapshot', reference: null, title: snapshot.title, day: snapshot.referenceDay } : null
}

/** `Kreis Auental · Der Landrat`: the district and the name that its authority has by law (§ 42 KrO NRW), not a person. */
export async function issuerOf(tx: Tx): Promise<string> {
  const district = await findDistrict(tx)
  return [district?.name, 'Der Landrat'].filter(Boolean).join(' · ')
}

async function obligationsOfSame(tx: Tx, actor: Actor, on: On, obligationId: string) {
  const { resolutionId } = await getObligation(tx, actor, on, obligationId)
  return { resolutionId, obligations: await obligationsOf(tx, actor, on, resolutionId) }
}

/** The consultation sequence of a paper as far as the reader sees it. */
export async function stepsOfPaper(
  tx: Tx,
  reader: Actor | null,
  paper: Pick<Paper, 'id'>,
  names: Names,
): Promise<ConsultationStep[]> {
  const steps = await consultationsOf(tx, [paper.id])
  const places = await placesOf(tx, reader, steps)
  return steps.map((step) => ({
    body: names.body(step.bodyId) ?? '',
    on: places.get(step.id)?.meeting.heldOn ?? null,
    role: step.role,
  }))
}

async function occasionOf(
  tx: Tx,
  actor: Actor,
  resolution: Resolution,
  obligations: readonly Obligation[],
  wanted: Wanted,
  names: Names,
): Promise<Occasion> {
  const motion = resolution.paperId ? await findPaper(tx, actor, resolution.paperId) : undefined
  const agenda = resolution.meetingId ? await agendaOf(tx, actor, resolution.meetingId) : []
  const met = await dischargesOf(
    tx,
    obligations.map(({ id }) => id),
  )
  const numbers = new Map<string, string>()
  for (const { paperId } of met) {
    const by = paperId && paperId !== wanted.paperId ? await findPaper(tx, actor, paperId) : undefined
    if (by?.number) numbers.set(by.id, by.number)
  }
  return {
    body: names.body(resolution.bodyId) ?? '',
    bodyShort: names.bodyShort(resolution.bodyId),
    decidedOn: resolution.decidedOn,
    agendaNumber: agenda.find(({ id }) => id === resolution.agendaItemId)?.number ?? null,
    wording: resolution.wording.split(/\n+/).filter((line) => line.trim() !== ''),
    motion:
      motion?.kind === 'motion'
        ? { originator: names.partyGroup(motion.originatorId), on: motion.datedOn, reference: motion.number }
        : null,
    obligations: obligations.map(
      (one): ReportObligation => ({
        id: one.id,
        position: one.position,
        kind: one.kind,
        wording: one.wording,
        responsible: names.organisation(one.responsibleId),
        due: one.due,
        state: one.state,
        discharged:
          wanted.discharged.includes(one.id) ||
          met.some((by) => by.obligationId === one.id && by.paperId === wanted.paperId),
        metBy: numbers.get(met.find((by) => by.obligationId === one.id)?.paperId ?? '') ?? null,
      }),
    ),
  }
}

async function followUpOf(
  tx: Tx,
  reader: Actor | null,
  on: On,
  resolution: Resolution,
  names: Names,
  wanted: Wanted,
): Promise<FollowUpRow[]> {
  const { rows } = await listObligations(tx, reader, on, {
    view: 'all',
    bodyId: resolution.bodyId,
    limit: mostFollowUp,
    ...(reader === null ? { isPublic: true } : {}),
  })
  return rows
    .filter((row) => row.resolutionId === resolution.id || (row.state !== 'done' && row.state !== 'doneReported'))
    .map((row) => ({
      id: row.id,
      decidedOn: row.decidedOn,
      body: names.bodyShort(row.bodyId) ?? '',
      wording: row.wording,
      responsible: names.organisation(row.responsibleId),
      due: row.due,
      state: row.state,
      discharged: wanted.discharged.includes(row.id),
      note: row.state === 'delayed' ? row.reason : null,
    }))
}
