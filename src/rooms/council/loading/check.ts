import { isPartOf, quoted } from '../domain/wording.ts'
import type { CouncilData, DueData, ObligationData, PaperData, ResolutionData } from '../load.ts'
import type { KnownIds } from './ids.ts'

type Say = (place: string, problem: string) => void

/**
 * What is wrong with data that is to be loaded, each with its place, in English: it is read by whoever wrote the data.
 * Rules that the database checks as well (lengths, codes) are left to it.
 */
export function problemsIn({ papers = [], resolutions = [] }: CouncilData, ids: KnownIds): string[] {
  const problems: string[] = []
  const say: Say = (place, problem) => problems.push(`${place}: ${problem}`)
  const paperKeys = keysOf('papers', papers, say)
  const resolutionKeys = keysOf('resolutions', resolutions, say)
  keysOf(
    'obligations',
    resolutions.flatMap(({ obligations = [] }) => obligations),
    say,
  )
  const refer = (place: string, kind: keyof KnownIds, key: string | undefined) => {
    if (key !== undefined && !ids[kind]?.has(key)) say(place, `there is no ${key} among the ${kind}`)
  }
  for (const paper of papers) checkPaper(paper, paperKeys)
  for (const resolution of resolutions) checkResolution(resolution)
  return problems

  function checkPaper(paper: PaperData, known: ReadonlySet<string>) {
    const place = `papers: ${paper.key}`
    refer(place, 'organisations', paper.leadUnit)
    refer(place, 'partyGroups', paper.originator)
    for (const { paper: other } of paper.related ?? []) if (!known.has(other)) say(place, `there is no paper ${other}`)
    for (const one of paper.consultations ?? []) {
      refer(place, 'bodies', one.body)
      refer(place, 'meetings', one.meeting)
      refer(place, 'agendaItems', one.agendaItem)
    }
  }

  function checkResolution(resolution: ResolutionData) {
    const place = `resolutions: ${resolution.key}`
    refer(place, 'bodies', resolution.body)
    refer(place, 'meetings', resolution.meeting)
    refer(place, 'agendaItems', resolution.agendaItem)
    refer(place, 'partyGroups', resolution.originator)
    if (resolution.paper !== undefined && !paperKeys.has(resolution.paper))
      say(place, `there is no paper ${resolution.paper}`)
    const replaced = resolution.replaces?.resolution
    if (replaced !== undefined && !resolutionKeys.has(replaced)) say(place, `there is no resolution ${replaced}`)
    for (const obligation of resolution.obligations ?? []) checkObligation(resolution, obligation)
  }

  function checkObligation({ wording }: ResolutionData, obligation: ObligationData) {
    const place = `obligations: ${obligation.key}`
    if (!isPartOf(quoted(obligation.wording), quoted(wording))) say(place, 'is no literal part of the resolution')
    refer(place, 'organisations', obligation.responsible)
    refer(place, 'bodies', bodyOf(obligation.due))
    for (const event of obligation.events ?? [])
      if (event.state === 'delayed' && !event.reason) say(place, 'is delayed without a reason')
    const { discharge } = obligation
    if (discharge) {
      if (!['done', 'doneReported'].includes(obligation.events?.at(-1)?.state ?? 'open'))
        say(place, 'is discharged and not done')
      refer(place, 'measures', discharge.measure)
      if (discharge.paper !== undefined && !paperKeys.has(discharge.paper))
        say(place, `there is no paper ${discharge.paper}`)
    }
    for (const measure of obligation.about?.measures ?? []) refer(place, 'measures', measure)
    for (const concept of obligation.about?.concepts ?? []) refer(place, 'concepts', concept)
  }
}

const bodyOf = (due: DueData | undefined) => (due?.kind === 'nextMeeting' ? due.body : undefined)

function keysOf(list: string, records: readonly { readonly key: string }[], say: Say): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { key } of records) {
    if (keys.has(key)) say(list, `${key} is there twice`)
    keys.add(key)
  }
  return keys
}
