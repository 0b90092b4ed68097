/** Papers, resolutions and obligations of Kreis Auental, invented and marked as simulated. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { ConsultationData, CouncilData, PaperData } from '../../src/rooms/council/index.ts'
import { abis, type Planned, plannedMeetings } from './councildays.ts'
import { committeeMeeting, stationsOf } from './meetings.ts'
import { type PaperRow, paperRows } from './paperrows.ts'
import { auentalResolutions } from './resolutions.ts'

export function auentalCouncil(today: Day): CouncilData {
  const planned = plannedMeetings(today)
  const rows = paperRows.filter((row) => committeeMeeting(row.at, planned, today))
  const numbers = numbersOf(rows, planned, today)
  const papers = rows.map((row) => paperOf(row, numbers.get(row.key), planned, today))
  return { simulated: true, papers, resolutions: auentalResolutions(planned, today) }
}

function paperOf(row: PaperRow, number: string | undefined, planned: readonly Planned[], today: Day): PaperData {
  return {
    key: row.key,
    kind: row.kind,
    title: row.title,
    state: row.state ?? 'final',
    public: row.public ?? true,
    datedOn: datedOn(row, planned, today),
    explanation: row.text,
    rapporteurRole: row.leadUnit ? 'Leitung der federführenden Stelle' : undefined,
    ...(number && { number }),
    ...(row.leadUnit && { leadUnit: row.leadUnit }),
    ...(row.by && { originator: row.by }),
    ...(row.proposal && { proposedResolution: row.proposal }),
    ...(row.related && { related: row.related }),
    consultations: consultationsOf(row, planned, today),
  } as PaperData
}

/** Papers are written three weeks ahead, motions come in ten days before the meeting. */
function datedOn(row: PaperRow, planned: readonly Planned[], today: Day): Day {
  const meeting = committeeMeeting(row.at, planned, today)!
  const wanted = addDays(meeting.on, row.by ? -10 : -21)
  return wanted < today ? wanted : addDays(today, -2)
}

function consultationsOf(row: PaperRow, planned: readonly Planned[], today: Day): ConsultationData[] {
  const stations = stationsOf(row, planned, today)
  if (stations.length === 0) return [{ body: abis, role: 'preparation' }]
  return stations.map((meeting, index) => {
    const last = index === stations.length - 1
    const [yes, no, abstained] = row.votes ?? []
    const held = meeting.on < today
    return {
      body: meeting.body,
      meeting: meeting.key,
      agendaItem: `${meeting.key}/${row.key}`,
      role: roleOf(row, last),
      ...(held && row.result && { result: row.result }),
      ...(held && yes !== undefined && meeting.body === abis && { votes: { yes, no: no!, abstained: abstained! } }),
    }
  })
}

function roleOf({ kind }: PaperRow, last: boolean): ConsultationData['role'] {
  if (kind === 'report' || kind === 'answer' || kind === 'question') return 'information'
  return last ? 'decision' : 'preparation'
}

/** `NNN/YYYY` in the order of their days. Questions and drafts have none. */
function numbersOf(rows: readonly PaperRow[], planned: readonly Planned[], today: Day): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  const numbers = new Map<string, string>()
  const dated = rows
    .map((row) => ({ row, on: datedOn(row, planned, today) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  for (const { row, on } of dated) {
    if (row.kind === 'question' || row.state === 'internalReview') continue
    const year = on.slice(0, 4)
    // The committee's papers are some of all that the district numbers.
    const count = (counts.get(year) ?? 4) + 17
    counts.set(year, count)
    numbers.set(row.key, `${String(count).padStart(3, '0')}/${year}`)
  }
  return numbers
}
