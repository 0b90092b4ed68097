import { readAgendaNumber } from '../domain/agenda.ts'
import { isKey } from '../domain/keys.ts'
import { isSourcedField } from '../domain/sourced.ts'
import type { MeetingData, MeetingsData } from '../loadmeetings.ts'
import type { LoadedNetwork } from './ids.ts'

/** What is wrong with meetings that are to be loaded, each with its place; as problemsIn for the network. */
export function problemsInMeetings(data: MeetingsData, { bodies }: Pick<LoadedNetwork, 'bodies'>): string[] {
  const problems: string[] = []
  const say = (place: string, problem: string) => problems.push(`${place}: ${problem}`)
  const { terms = [], partyGroups = [], meetings = [] } = data
  keysIn('terms', terms, say)
  keysIn('party groups', partyGroups, say)
  keysIn('meetings', meetings, say)
  const known = new Map(meetings.map((meeting) => [meeting.key, meeting]))
  const body = (place: string, key: string | undefined) => {
    if (key !== undefined && !bodies.has(key)) say(place, `there is no body ${key}`)
  }
  for (const term of terms) {
    body(`terms: ${term.key}`, term.body)
    if (term.to !== undefined && term.to < term.from) say(`terms: ${term.key}`, 'ends before it begins')
  }
  for (const meeting of meetings) {
    const place = `meetings: ${meeting.key}`
    body(place, meeting.body)
    for (const problem of problemsOf(meeting, known)) say(place, problem)
  }
  for (const [kind, list, records] of [
    ['term', 'terms', terms],
    ['partyGroup', 'party groups', partyGroups],
    ['meeting', 'meetings', meetings],
  ] as const)
    for (const { key, sources = [] } of records)
      for (const { field } of sources)
        if (field !== undefined && !isSourcedField(kind, field))
          say(`${list}: ${key}`, `${field} is no field of a ${kind} that a source can stand for`)
  return problems
}

function problemsOf(meeting: MeetingData, known: ReadonlyMap<string, MeetingData>): string[] {
  const { cancelled, state, agenda = [] } = meeting
  const instead = cancelled?.replacedBy
  const items = new Set<string>()
  return [
    ...(cancelled && state === 'held' ? ['was held and cannot be cancelled'] : []),
    ...(instead !== undefined && !known.has(instead) ? [`there is no meeting ${instead}`] : []),
    ...(instead === meeting.key ? ['replaces itself'] : []),
    ...agenda.flatMap((item) => {
      const read = item.number == null ? undefined : readAgendaNumber(item.number)
      const twice = items.has(item.key)
      items.add(item.key)
      return [
        ...(twice ? [`the agenda has ${item.key} twice`] : []),
        ...(read === null || (read && read.isPublic !== item.public)
          ? [`${item.number} is no number of ${item.public ? 'a public' : 'a non-public'} item`]
          : []),
      ]
    }),
  ]
}

function keysIn(list: string, records: readonly { key: string }[], say: (place: string, problem: string) => void) {
  const keys = new Set<string>()
  for (const { key } of records) {
    if (!isKey(key)) say(list, `${JSON.stringify(key)} is not a key`)
    if (keys.has(key)) say(list, `${key} is there twice`)
    keys.add(key)
  }
}
