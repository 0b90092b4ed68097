import type { Month } from '../../../kernel/period.ts'
import { demand } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { inTenant } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { withhold } from '../release.ts'
import { type Sheet, type Source, type Table, table } from '../sheet.ts'
import { countFindings, type FindingCell, type FindingGroup, readTexts } from './queries.ts'

/** What practice found, in figures: findings and the distinct cases they came from. */
export interface FindingSheet extends Sheet {
  readonly name: 'findings'
  readonly source: Source
  readonly tables: {
    /** Interface × hurdle × quarter × region; for named coordinators only. */
    readonly cells: Table<typeof cellColumns>
    /** Distinct cases of groups of cells, such as topics: a case in two cells of a group counts once. */
    readonly groups: Table<typeof groupColumns>
  }
}

const cellColumns = {
  interface: 'kind',
  hurdle: 'kind',
  /** First month of the quarter. */
  quarter: 'month',
  region: 'kind',
  findings: 'count',
  cases: 'count',
  texts: 'count',
} as const

const groupColumns = { group: 'kind', findings: 'count', cases: 'count' } as const

/** The part of a request that reading findings needs. */
export type FindingRequest = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

export interface FindingFilter {
  /** Cells whose distinct cases are wanted together. Keys name them in the table `groups`. */
  readonly groups?: readonly FindingGroup[]
}

/** Reads released findings as the role of insight. Nothing leaves before `release`. */
export async function findingFigures({ db, tenant, actor, clock }: FindingRequest, { groups = [] }: FindingFilter) {
  const counted = await inTenant(db, tenant, actor, (tx) => countFindings(tx, groups), {
    role: 'insight',
    readOnly: true,
    snapshot: true,
  })
  const today = clock.today()
  const sheet: FindingSheet = {
    name: 'findings',
    source: {
      question: groups.length === 0 ? '' : `?groups=${groups.map(({ key }) => key).join(',')}`,
      period: { from: counted.from ?? today, to: today },
      asOf: today,
      population: counted.findings,
      simulated: counted.simulated,
    },
    tables: {
      cells: table(
        cellColumns,
        counted.cells.map(({ interfaceKey, hurdle, quarter, region, findings, cases, texts }) => ({
          interface: interfaceKey,
          hurdle,
          quarter: quarter.slice(0, 7) as Month,
          region,
          findings,
          cases,
          texts,
        })),
      ),
      groups: table(
        groupColumns,
        counted.groups.map(({ key, findings, cases }) => ({ group: key, findings, cases })),
      ),
    },
  }
  return withhold(sheet)
}

/** A text that a second person released on the people's side. */
export interface FindingText {
  readonly group: string
  readonly text: string
  /** Where it was told; null for others than named coordinators. */
  readonly cell: FindingCell | null
}

/** Below so many distinct cases a topic shows others than coordinators neither number nor text. */
const fewestCases = 3

/** Texts shown of one group. */
const mostTexts = 50

/**
 * Released texts of groups of cells. Named coordinators see of which cell each is; the steering group sees the texts of
 * groups with at least three distinct cases, without cells: how many texts there are would be a number. The look is audited.
 * Throws Forbidden.
 */
export async function findingTexts(
  { db, tx, tenant, actor }: FindingRequest,
  audience: 'coordinator' | 'steering',
  groups: readonly FindingGroup[],
): Promise<readonly FindingText[]> {
  demand(actor, audience === 'coordinator' ? 'insight.read' : 'insight.released')
  const rows = await inTenant(db, tenant, actor, (insight) => readTexts(insight, groups, mostTexts), {
    role: 'insight',
    readOnly: true,
  })
  const shown = audience === 'coordinator' ? rows : rows.filter(({ casesOfGroup }) => casesOfGroup >= fewestCases)
  await recordLook(tx, actor, {
    event: 'insight.finding-texts-seen',
    ids: [],
    details: { audience, groups: groups.map(({ key }) => key), texts: shown.length },
  })
  return shown.map(({ group, text, interfaceKey, hurdle, quarter, region }) => ({
    group,
    text,
    cell: audience === 'coordinator' ? { interfaceKey, hurdle, quarter, region } : null,
  }))
}
