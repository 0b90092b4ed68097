/** Meetings of Kreis Auental with their agendas, terms and party groups: invented and marked as simulated. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { AgendaItemData, MeetingData, MeetingsData } from '../../src/rooms/network/index.ts'
import { abis, type MeetingBody, type Planned, plannedMeetings, termStarts } from './councildays.ts'
import { type PaperRow, paperRows } from './paperrows.ts'

const places: Readonly<Record<MeetingBody, readonly [startsAt: string, endsAt: string, place: string]>> = {
  [abis]: ['17:00', '19:15', 'Kreishaus Aulenstedt, Sitzungssaal 2'],
  kreisausschuss: ['17:00', '18:30', 'Kreishaus Aulenstedt, Sitzungssaal 1'],
  kreistag: ['16:00', '19:30', 'Kreishaus Aulenstedt, Großer Saal'],
  'lenkungsgruppe-kim': ['09:30', '12:00', 'Kommunales Integrationszentrum, Seminarraum'],
}

/** People are invited so many days ahead. */
const invitedAhead = 21

export function auentalMeetings(today: Day): MeetingsData {
  const planned = plannedMeetings(today)
  return {
    simulated: true,
    terms: termStarts
      .filter((from) => from <= addDays(today, 366))
      .map((from) => {
        const year = Number(from.slice(0, 4))
        const to = addDays(`${year + 5}-11-01` as Day, -1)
        return { key: `wahlperiode-${year}`, name: `Wahlperiode ${year} bis ${year + 5}`, from, to }
      }),
    // Names that no party bears.
    partyGroups: [
      { key: 'fraktion-a', name: 'Fraktion A: Gemeinsam im Auental', shortName: 'Fraktion A' },
      { key: 'fraktion-b', name: 'Fraktion B: Bürgerliste Nordkreis', shortName: 'Fraktion B' },
      { key: 'fraktion-c', name: 'Fraktion C: Liste der Gemeinden', shortName: 'Fraktion C' },
      { key: 'gruppe-d', name: 'Gruppe D: Einzelmandate Südkreis', shortName: 'Gruppe D', from: termStarts[1]! },
    ],
    meetings: planned.map((meeting) => meetingOf(meeting, planned, today)),
  }
}

function meetingOf(meeting: Planned, planned: readonly Planned[], today: Day): MeetingData {
  const { key, body, on, number, cancelled } = meeting
  const [startsAt, endsAt, place] = places[body]
  const held = on < today && !cancelled
  return {
    key,
    body,
    on,
    startsAt,
    place,
    public: body !== 'lenkungsgruppe-kim',
    state: held ? 'held' : on <= addDays(today, invitedAhead) ? 'invited' : 'scheduled',
    ...(held && { endsAt }),
    ...(number !== undefined && { number }),
    ...(cancelled && { cancelled }),
    agenda: agendaOf(meeting, planned, today),
  }
}

const open = (key: string, title: string): AgendaItemData => ({ key, title, public: true })
const internal = (key: string, title: string): AgendaItemData => ({ key, title, public: false })

function agendaOf(meeting: Planned, planned: readonly Planned[], today: Day): AgendaItemData[] {
  if (meeting.body === 'lenkungsgruppe-kim') return steeringAgenda(meeting, today)
  const papers = papersOf(meeting, planned, today)
  if (papers.length === 0 && meeting.on > addDays(today, invitedAhead)) return []
  return [
    open('eroeffnung', 'Eröffnung und Feststellung der Tagesordnung'),
    open('niederschrift', 'Niederschrift der letzten Sitzung'),
    ...papers.filter((row) => row.public !== false).map((row) => open(row.key, row.title)),
    ...(meeting.body === abis ? [open('beschluesse', 'Stand der Beschlüsse')] : []),
    open('anfragen', 'Anfragen und Mitteilungen'),
    ...papers.filter((row) => row.public === false).map((row) => internal(row.key, row.title)),
    internal('mitteilungen', 'Mitteilungen'),
  ]
}

/** What the steering group talks about, in turn. */
const steeringTopics = [
  'Zieldauer an der Schnittstelle Sozialamt und Jobcenter',
  'Bericht aus der AG Sprache: Anschluss nach dem Kurs A2',
  'Gemeinsame Einwilligung für die Weitergabe an Beratungsstellen',
  'Auswertung der Hürden im letzten Quartal',
] as const

function steeringAgenda({ on }: Planned, today: Day): AgendaItemData[] {
  if (on > addDays(today, invitedAhead)) return []
  const turn = Math.floor((Number(on.slice(5, 7)) - 1) / 3)
  return [
    internal('protokoll', 'Protokoll der letzten Sitzung'),
    internal('thema', steeringTopics[turn % steeringTopics.length]!),
    internal('naechste-schritte', 'Nächste Schritte und Termine'),
  ]
}

/** What is on the agenda of a meeting: papers of the committee, and what goes on from there to the council. */
function papersOf(meeting: Planned, planned: readonly Planned[], today: Day): readonly PaperRow[] {
  return paperRows.filter((row) => stationsOf(row, planned, today).some(({ key }) => key === meeting.key))
}

/** The meetings that a paper goes through, in order. A paper that is not released yet goes through none. */
export function stationsOf(row: PaperRow, planned: readonly Planned[], today: Day): readonly Planned[] {
  const first = committeeMeeting(row.at, planned, today)
  if (!first || row.state === 'internalReview') return []
  if (!row.toCouncil) return [first]
  const then = (['kreisausschuss', 'kreistag'] as const).flatMap(
    (body) => standing(planned, body).find(({ on }) => on > first.on) ?? [],
  )
  return [first, ...then]
}

/** Counted back from the last meeting of the committee that was held, which is 0; -1 is the next. */
export function committeeMeeting(at: number, planned: readonly Planned[], today: Day): Planned | undefined {
  const meetings = standing(planned, abis)
  const last = meetings.findLastIndex(({ on }) => on < today)
  return meetings[last - at]
}

const standing = (planned: readonly Planned[], body: MeetingBody) =>
  planned.filter((meeting) => meeting.body === body && !meeting.cancelled)
