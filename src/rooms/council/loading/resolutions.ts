import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { storeWords } from '../../../platform/search/index.ts'
import { tables } from '../access.ts'
import { quoted } from '../domain/wording.ts'
import type { CouncilData, DueData, ObligationData } from '../load.ts'
import type { KnownIds, LoadedCouncil } from './ids.ts'
import { find, first } from './rows.ts'

/** Resolutions, replaced ones before those that replace them, and their obligations with what became of them. */
export async function insertResolutions(tx: Tx, data: CouncilData, known: KnownIds, ids: LoadedCouncil): Promise<void> {
  const resolutions = (data.resolutions ?? []).map((one) => ({
    ...one,
    id: ids.resolutions.get(one.key) as Id<'resolution'>,
  }))
  const rows = resolutions.map((one) => ({
    id: one.id,
    number: one.number ?? null,
    title: one.title,
    body_id: known.bodies.get(one.body) as Id<'body'>,
    meeting_id: find(known.meetings, one.meeting),
    agenda_item_id: find(known.agendaItems, one.agendaItem),
    paper_id: find(ids.papers, one.paper),
    consultation_id: null,
    originator_id: find(known.partyGroups, one.originator),
    decided_on: one.decidedOn,
    wording: quoted(one.wording),
    is_public: one.public ?? true,
    replaces_id: find(ids.resolutions, one.replaces?.resolution),
    correction_reason: one.replaces?.reason ?? null,
    address: one.address ?? null,
    simulated: one.simulated ?? data.simulated,
    created_by: null,
  }))
  await inBatches(rows, (some) => tables(tx).insertInto('resolution').values(some).execute())
  await storeWords(
    tx,
    'council_word',
    resolutions.map(({ id, title, wording, number }) => ({
      kind: 'resolution',
      id,
      texts: [title, wording, number ?? null],
    })),
  )
  const obligations = resolutions.flatMap(({ id, decidedOn, obligations: some = [] }) =>
    some.map((one, index) => ({
      ...one,
      id: ids.obligations.get(one.key) as Id<'obligation'>,
      resolutionId: id,
      position: index + 1,
      decidedOn,
    })),
  )
  await insertObligations(tx, obligations, known, ids)
}

type Obligation = ObligationData & {
  readonly id: Id<'obligation'>
  readonly resolutionId: Id<'resolution'>
  readonly position: number
  readonly decidedOn: Day
}

async function insertObligations(
  tx: Tx,
  obligations: readonly Obligation[],
  known: KnownIds,
  ids: LoadedCouncil,
): Promise<void> {
  const db = tables(tx)
  const rows = obligations.map((one) => {
    const last = one.events?.at(-1)
    return {
      ...first,
      id: one.id,
      resolution_id: one.resolutionId,
      position: one.position,
      kind: one.kind,
      wording: quoted(one.wording),
      responsible_id: find(known.organisations, one.responsible),
      ...dueColumns(one.due, known),
      state: last?.state ?? 'open',
      reason: last?.reason ?? null,
      next_report_on: last?.nextReport ?? null,
      continues_id: null,
    }
  })
  await inBatches(rows, (some) => db.insertInto('obligation').values(some).execute())
  await inBatches(obligations.flatMap(eventsOf), (some) => db.insertInto('obligation_event').values(some).execute())
  const discharges = obligations.flatMap(({ id, discharge }) =>
    discharge
      ? [
          {
            id: newId<'discharge'>(),
            obligation_id: id,
            paper_id: find(ids.papers, discharge.paper),
            measure_id: find(known.measures, discharge.measure),
            review_id: null,
            discharged_on: discharge.on,
            note: discharge.note ?? null,
            undone_on: null,
            undone_reason: null,
            created_by: null,
          },
        ]
      : [],
  )
  await inBatches(discharges, (some) => db.insertInto('discharge').values(some).execute())
  const subjects = obligations.flatMap(({ id, about }) => [
    ...(about?.measures ?? []).map((key) => subject(id, 'measure', find(known.measures, key))),
    ...(about?.concepts ?? []).map((key) => subject(id, 'concept', find(known.concepts, key))),
  ])
  await inBatches(subjects, (some) => db.insertInto('obligation_subject').values(some).execute())
}

const subject = (id: Id<'obligation'>, kind: 'measure' | 'concept', about: string | null) => ({
  obligation_id: id,
  subject_kind: kind,
  subject_id: about as string,
})

function eventsOf({ id, decidedOn, events = [], discharge }: Obligation) {
  const dischargedAt = discharge ? events.findIndex(({ state }) => state === 'done' || state === 'doneReported') : -1
  const steps = [
    { event: 'recorded' as const, on: decidedOn, state: 'open' as const },
    ...events.map((one, index) => ({
      ...one,
      event:
        index === dischargedAt
          ? ('discharged' as const)
          : one.state === 'doneReported'
            ? ('reported' as const)
            : ('moved' as const),
    })),
  ]
  return steps.map((one, index) => ({
    obligation_id: id,
    number: index + 1,
    event: one.event,
    state: one.state,
    reason: ('reason' in one && one.reason) || null,
    note: ('note' in one && one.note) || null,
    next_report_on: ('nextReport' in one && one.nextReport) || null,
    happened_on: one.on,
    list_id: null,
    recorded_at: sql<Date>`now()`,
    recorded_by: null,
  }))
}

function dueColumns(due: DueData | undefined, known: KnownIds) {
  return {
    due_kind: due?.kind ?? ('none' as const),
    due_body_id: due?.kind === 'nextMeeting' ? (known.bodies.get(due.body) as Id<'body'>) : null,
    due_day: due?.kind === 'onDay' ? due.day : null,
    due_count:
      due?.kind === 'ongoing'
        ? due.everyMonths
        : due?.kind === 'workingDays' || due?.kind === 'monthsAfter'
          ? due.count
          : null,
  }
}
