/** The work on the files of Kreis Auental: assessments, plans, notes, what is due, what held when, and findings, which it returns. By seed. */
import type { Clock } from '../../src/kernel/clock.ts'
import { addDays, type Day, dayNumber } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { Random } from '../../src/kernel/random.ts'
import { addWorkingDays } from '../../src/kernel/workingdays.ts'
import type { Tx } from '../../src/platform/database/index.ts'
import {
  type CaseWork,
  type CourseData,
  type FindingData,
  loadCourse,
  loadFindings,
  loadWork,
} from '../../src/rooms/cases/index.ts'
import { type LoadedNetwork, municipalityNames } from '../../src/rooms/network/index.ts'
import { slug } from '../slug.ts'
import type { DemoCase } from './democase.ts'
import { findingsOf } from './findings.ts'
import { followUps, type GoalPattern, goalPatterns, noteTexts, resources, type StepPattern } from './goals.ts'

/** Loads the work on files that stand. `manager`: the case manager of the demo and the key of the team. */
export async function loadCasework(
  tx: Tx,
  cases: readonly DemoCase[],
  network: LoadedNetwork,
  manager: { readonly team: string; readonly userId: Id<'user'> },
  clock: Clock,
): Promise<readonly FindingData[]> {
  const today = clock.today()
  const works = cases.map((one) => workOn(one, manager, today))
  await loadWork(tx, works, { simulated: true, now: clock.now() })
  await loadCourse(
    tx,
    cases.flatMap((one) => courseOf(one, today)),
    clock.now(),
  )
  const towns = new Map((await municipalityNames(tx)).map((town) => [town.key, town]))
  const findings = findingsOf(
    cases.filter(({ team }) => team === manager.team),
    { network, authorId: manager.userId, today, townOf: (one) => towns.get(slug(one.town)) },
  )
  await loadFindings(tx, findings, { clock, simulated: true })
  return findings
}

function workOn(one: DemoCase, manager: { team: string; userId: Id<'user'> }, today: Day): CaseWork {
  const random = one.random.child('work')
  const ours = one.team === manager.team
  const end = one.closedOn ?? today
  const between = (share: number): Day =>
    addDays(one.openedOn, Math.max(1, Math.round((dayNumber(end) - dayNumber(one.openedOn)) * share)))
  const language = one.household[0]?.person.languages?.[0] ?? 'de'
  const patterns = drawGoals(one, random, ours ? 2 + random.int(2) : 1)
  const goals = patterns.map((pattern) => goalOf(pattern, { language, random, closed: one.closedOn, between, today }))
  const noted = random.child('notes')
  const firstText = noted.int(noteTexts.length)
  const notes = Array.from({ length: ours ? 3 + noted.int(4) : 1 + noted.int(2) }, (_, index, all = ours ? 6 : 2) => {
    const [kind, text] = noteTexts[(firstText + index) % noteTexts.length]!
    return {
      kind,
      text,
      happenedOn: index === 0 && one.lastActivityOn ? one.lastActivityOn : between(Math.min(0.9, index / (all + 1))),
      ...(ours && { authorId: manager.userId }),
    }
  })
  return {
    caseId: one.id,
    goals,
    notes,
    ...(ours && { plans: [{ confirmedOn: between(0.3), how: 'signed' as const, interpreterUsed: language !== 'de' }] }),
    tasks: one.closedOn ? [] : tasksOf(one, random.child('tasks'), ours ? manager.userId : undefined, today),
    assessments: assessmentsOf(one, random.child('assessment'), between, ours),
    ...(ours && {
      contacts: [
        {
          sphere: 'family' as const,
          label: 'Schwester im Nachbarort',
          closeness: 'close' as const,
          support: 'Kinderbetreuung am Wochenende',
        },
        {
          sphere: 'volunteers' as const,
          label: 'Patin der Alltagspatenschaften',
          closeness: 'regular' as const,
          support: 'Briefe und Termine',
        },
        { sphere: 'offices' as const, label: 'Sachbearbeitung im Sozialamt', closeness: 'loose' as const },
      ],
    }),
    ...(ours && { conferences: conferencesOf(one, random.child('conferences'), between, today) }),
  }
}

function drawGoals({ household }: DemoCase, random: Random, count: number): readonly GoalPattern[] {
  const hasChildren = household.some(({ role }) => role === 'child')
  const fitting = goalPatterns.filter((goal) => hasChildren || !goal.children)
  const from = random.int(fitting.length)
  return Array.from({ length: count }, (_, index) => fitting[(from + index) % fitting.length]!)
}

interface Drawing {
  readonly language: string
  readonly random: Random
  readonly closed: Day | null
  readonly between: (share: number) => Day
  readonly today: Day
}

function goalOf(pattern: GoalPattern, drawing: Drawing): NonNullable<CaseWork['goals']>[number] {
  const { language, random, closed, between, today } = drawing
  const state = closed ? random.pick(['reached', 'reached', 'partly'] as const) : 'open'
  const translated = pattern.translated[language]
  return {
    title: pattern.title,
    ...(translated && { translated: { language, title: translated } }),
    lifeDomain: pattern.domain,
    targetOn: closed ?? addDays(today, 30 + random.int(200)),
    state,
    ...(closed && { endedOn: closed }),
    steps: pattern.steps.map((step, index) => stepOf(step, index, { language, random, closed, between, today })),
  }
}

function stepOf(step: StepPattern, index: number, { language, random, closed, between, today }: Drawing) {
  const translated = step.translated?.[language]
  const base = {
    title: step.title,
    doer: step.doer,
    ...(step.office && { doerName: step.office }),
    ...(translated && { translated: { language, title: translated } }),
  }
  const fate = random.int(10)
  if (closed || fate < 5 - index) {
    const endedOn = between(Math.min(0.9, 0.3 + index * 0.2))
    return { ...base, state: 'done' as const, dueOn: endedOn, endedOn }
  }
  if (fate === 9 && step.doer === 'office') {
    const endedOn = between(0.8)
    return { ...base, state: 'declined' as const, dueOn: endedOn, endedOn, reason: 'Zurzeit kein Platz frei' }
  }
  return { ...base, dueOn: addWorkingDays(today, random.int(60) - 2, 'NW') }
}

/** What is noted for later: nothing twice in one file, what concerns children only where there are some. */
function tasksOf(
  { household, managed }: DemoCase,
  random: Random,
  manager: Id<'user'> | undefined,
  today: Day,
): NonNullable<CaseWork['tasks']> {
  const hasChildren = household.some(({ role }) => role === 'child')
  const fitting = followUps.filter(({ children }) => hasChildren || !children)
  const from = random.int(fitting.length)
  return Array.from({ length: manager ? 1 + random.int(3) : 1 }, (_, index) => {
    const { kind, title, origin, places } = fitting[(from + index * 3) % fitting.length]!
    const ahead = kind === 'appointment' ? random.int(12) : random.int(30) - 3
    return {
      kind,
      title,
      origin: origin ?? 'own',
      dueOn: addWorkingDays(today, ahead, 'NW'),
      ...(places && { dueAt: random.pick(times), place: random.pick(places) }),
      // In a file that nobody leads it is the team's.
      ...(manager && managed && { assigneeId: manager }),
    }
  })
}

const times = ['08:30', '09:15', '10:00', '11:30', '13:30', '14:00', '15:15'] as const

const rounds = [
  'Kurs und Arbeit aufeinander abstimmen',
  'Anerkennung und Ausbildung abstimmen',
  'Behandlung und Kurs abstimmen',
] as const
const familyRounds = [
  'Schulplatz und Umzug abstimmen',
  'Leistungen nach dem Umzug klären',
  'Betreuung und Kurs der Eltern abstimmen',
] as const

/** One in four files had a conference, one in eight has one coming. */
function conferencesOf(
  { household }: DemoCase,
  random: Random,
  between: (share: number) => Day,
  today: Day,
): NonNullable<CaseWork['conferences']> {
  const draw = random.int(8)
  const children = household.some(({ role }) => role === 'child')
  const office = 'Kommunales Integrationszentrum, Auenwall 4'
  if (draw === 0)
    return [
      {
        purpose: random.pick(children ? familyRounds : rounds),
        heldOn: addWorkingDays(today, 1 + random.int(12), 'NW'),
        beginsAt: random.pick(times),
        place: office,
        participants: [
          'Jobcenter, Ansprechstelle Rechtskreiswechsel',
          children ? 'Schulische Erstberatung' : 'Sprachwerkstatt Aulenstedt, Kursbüro',
        ],
      },
    ]
  if (draw > 2) return []
  return [
    children
      ? {
          purpose: 'Übergang in die Grundsicherung und Betreuungsplatz abstimmen',
          heldOn: between(0.6),
          place: office,
          minutes:
            'Das Jobcenter nennt den ersten Termin bis Monatsende. Das Kreisjugendamt prüft einen Platz ab Januar. Die Familie wird mit Sprachmittlung informiert.',
          participants: [
            'Jobcenter, Ansprechstelle Rechtskreiswechsel',
            'Kreisjugendamt, Fachberatung Kindertagesbetreuung',
          ],
        }
      : {
          purpose: 'Anerkennung des Abschlusses und Kurs abstimmen',
          heldOn: between(0.6),
          place: office,
          minutes:
            'Die Beratungsstelle Anerkennung prüft die Unterlagen bis zum nächsten Termin. Der Kurs am Abend wird zuerst angefragt. Das Jobcenter trägt die Fahrtkosten.',
          participants: ['Jobcenter, Eingliederung', 'Beratungsstelle Anerkennung Auental'],
        },
  ]
}

const rated = [
  'residence',
  'livelihood',
  'housing',
  'health',
  'language',
  'education',
  'work',
  'family',
  'participation',
] as const

function assessmentsOf(
  one: DemoCase,
  random: Random,
  between: (share: number) => Day,
  ours: boolean,
): NonNullable<CaseWork['assessments']> {
  if (!ours) return []
  const first = Object.fromEntries(rated.map((domain) => [domain, 1 + random.int(4)]))
  const later = Object.fromEntries(rated.map((domain) => [domain, Math.min(5, first[domain]! + random.int(3))]))
  const text = random.pick(resources)
  const answers = {
    'livelihood-source': random.pick(['Leistungen nach AsylbLG', 'Leistungen nach SGB II', 'Arbeit']),
    'housing-need': 'Eine Wohnung mit drei Zimmern in der Nähe der Schule',
    'language-course': 'Sucht einen Kurs am Vormittag, weil am Nachmittag die Kinder zu Hause sind',
    'participation-contacts': `Nachbarn, Gesprächskreis ${one.town}`,
  }
  const held = (share: number, ratings: Readonly<Record<string, number>>) => ({
    heldOn: between(share),
    ratings: ratings as never,
    answers,
    resources: text,
    interpreterUsed: true,
  })
  return random.int(2) === 0 ? [held(0.1, first)] : [held(0.1, first), held(0.7, later)]
}

/** What held when, for the picture of the Integrationsverlauf: residence, livelihood, housing, language, school. */
function courseOf(one: DemoCase, today: Day): CourseData[] {
  const random = one.random.child('course')
  const main = one.household[0]?.person
  const start = addDays(one.openedOn, -(120 + random.int(240)))
  const turn = addDays(one.openedOn, 20 + random.int(80))
  const until = (from: Day) => (from > today ? today : from)
  const entry = (kind: CourseData['kind'], from: Day, to?: Day): CourseData => ({
    caseId: one.id,
    controllerId: one.controller,
    kind,
    from: until(from),
    certainty: random.pick(['day', 'day', 'month'] as const),
    ...(to && to > from && to <= today && { until: to }),
  })
  const children = one.household.some(({ role }) => role === 'child')
  const union = main?.residenceGroup === 'euFreedomOfMovement'
  const procedure = entry('asylumProcedure', start, one.openedOn)
  const residence: Readonly<Record<string, readonly CourseData[]>> = {
    euFreedomOfMovement: [],
    temporaryProtection: [entry('temporaryProtection', start)],
    asylumProcedure: [entry('asylumProcedure', start)],
    toleration: [procedure, entry('toleration', addDays(one.openedOn, 1))],
    protectionGranted: [procedure, entry('protection', addDays(one.openedOn, 1))],
  }
  return [
    ...(residence[main?.residenceGroup ?? ''] ?? [entry('residencePermit', start)]),
    union ? entry('ownIncome', start) : entry('asylumBenefits', start, turn),
    entry('accommodation', start, turn),
    ...(random.int(2) === 0 ? [entry('ownHome', addDays(turn, 1))] : []),
    entry('courseA2', addDays(one.openedOn, 10), addDays(one.openedOn, 150)),
    ...(children ? [entry('primarySchool', addDays(one.openedOn, 30))] : []),
    ...(random.int(3) === 0 ? [entry('generalPractice', turn)] : []),
  ]
}
