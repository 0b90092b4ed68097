/**
 * The rows that every system in this benchmark holds: invented, the same on every machine (seed `casework-1`), and in no
 * system's own shape. 60 teams of one controller, 60,000 persons, 50,000 cases with three needs each.
 */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import { seeded } from '../../src/kernel/random.ts'

export const seed = 'casework-1'
export const sizes = { teams: 60, workersOfTeam: 5, persons: 60_000, cases: 50_000, needsOfCase: 3 } as const

/** The team of the restricted worker, counted from one; they are its first. */
export const workersTeam = 14

export interface PersonRow {
  readonly id: number
  readonly familyName: string
  readonly givenName: string
  readonly birthDate: Day
  readonly language: string
  readonly phone: string
}

export interface CaseRow {
  readonly id: number
  readonly reference: string
  readonly personId: number
  readonly teamId: number
  readonly open: boolean
  readonly phase: (typeof phases)[number]
  readonly risk: 'low' | 'medium' | 'high'
  readonly openedOn: Day
  readonly nextDueOn: Day | null
  readonly summary: string
}

export interface NeedRow {
  readonly id: number
  readonly caseId: number
  readonly area: (typeof areas)[number]
  /** 1 (needs help at once) to 5 (no need). */
  readonly level: 1 | 2 | 3 | 4 | 5
  readonly status: 'open' | 'inProgress' | 'met'
}

/** What is typed into the search for a name: the beginning of a tenth of all family names. */
export const soughtName = 'Kovalen'

const beginnings = [
  'Haidar',
  'Yilman',
  soughtName,
  'Tesfar',
  'Popest',
  'Nguyel',
  'Ivanos',
  'Okafam',
  'Müllen',
  'Sorani',
]
const endings = syllables(['k', 'm', 't', 's', 'r', 'b', 'd', 'n', 'l', 'g'], ['a', 'i', 'o', 'u', 'e'], ['', 'n'])
const givenNames = syllables(
  ['Am', 'Ol', 'Yus', 'Meh', 'Fat', 'Ion', 'Lin', 'Sar', 'Dan', 'Gra'],
  ['a', 'i'],
  ['ra', 'm'],
)
const languages = ['ar', 'uk', 'fa', 'tr', 'ti', 'ro', 'vi', 'en', 'kmr', 'so'] as const
export const areas = [
  'language',
  'housing',
  'work',
  'education',
  'health',
  'residence',
  'family',
  'livelihood',
] as const
export const phases = ['assessment', 'planning', 'linking', 'monitoring'] as const
const risks = ['low', 'medium', 'high'] as const
const states = ['open', 'inProgress', 'met'] as const

function syllables(...parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce((all, part) => all.flatMap((start) => part.map((end) => start + end)), [''] as readonly string[])
}

export function* persons(): Generator<PersonRow> {
  const random = seeded(seed).child('persons')
  for (let id = 1; id <= sizes.persons; id++)
    yield {
      id,
      familyName: random.pick(beginnings) + random.pick(endings),
      givenName: random.pick(givenNames),
      birthDate: addDays(day('1950-01-01'), random.int(24_000)),
      language: random.pick(languages),
      phone: `+4900${String(id).padStart(8, '0')}`,
    }
}

/** Four in five are open; the teams have as many as each other. */
export function* cases(): Generator<CaseRow> {
  const random = seeded(seed).child('cases')
  for (let id = 1; id <= sizes.cases; id++) {
    const open = random.int(5) > 0
    yield {
      id,
      reference: `F-${String(id).padStart(7, '0')}`,
      personId: id,
      teamId: 1 + ((id * 13) % sizes.teams),
      open,
      phase: random.pick(phases),
      risk: random.pick(risks),
      openedOn: addDays(day('2021-01-01'), random.int(1900)),
      nextDueOn: open ? addDays(day('2026-11-01'), random.int(500)) : null,
      summary: 'Verlauf der Beratung. '.repeat(6).trim(),
    }
  }
}

export function* needs(): Generator<NeedRow> {
  const random = seeded(seed).child('needs')
  for (let caseId = 1; caseId <= sizes.cases; caseId++) {
    const first = random.int(areas.length)
    for (let nth = 0; nth < sizes.needsOfCase; nth++)
      yield {
        id: (caseId - 1) * sizes.needsOfCase + nth + 1,
        caseId,
        area: areas[(first + nth) % areas.length]!,
        level: (1 + random.int(5)) as NeedRow['level'],
        status: random.pick(states),
      }
  }
}
