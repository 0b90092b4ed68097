import type { Day } from '../../../kernel/day.ts'
import { addDays } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { personNames, personsNamed, visiblePersons } from '../../people/index.ts'
import { demandTeam, ownersOf, teamCases } from '../access.ts'
import { type Phase, phases } from '../domain/phases.ts'

/** Rows on a page. */
export const casesPerPage = 50

/** A case without anything written for so long is asked after. */
export const quietDays = 60

export const dueFilters = ['overdue', 'today', 'week', 'none'] as const
export type DueFilter = (typeof dueFilters)[number]

export interface CaseloadFilter {
  /** Only those that the actor leads, or stands in for. */
  readonly mine?: boolean
  /** Only those that nobody leads. */
  readonly nobodys?: boolean
  readonly state?: 'open' | 'closed'
  readonly phase?: Phase
  readonly due?: DueFilter
  readonly municipalityId?: string
  /** BCP 47: one of the languages of the main person. */
  readonly language?: string
  /** Nothing was written for 60 days. */
  readonly quiet?: boolean
  /** A part of the name, in any spelling; from a search that is kept, never from an address. */
  readonly name?: string
  /** Aktenzeichen, or its beginning. */
  readonly reference?: string
}

export interface CaseRow {
  readonly id: Id<'case'>
  readonly reference: string
  readonly personId: Id<'person'>
  /** The person's name; the code in pseudonymous mode. */
  readonly person: string
  readonly isFamily: boolean
  /** The record of the person is restricted (Art. 18 GDPR). */
  readonly isRestricted: boolean
  readonly phase: Phase
  readonly manager: string | null
  readonly managerId: Id<'user'> | null
  readonly municipalityId: Id<'municipality'> | null
  readonly openedOn: Day
  readonly nextDueOn: Day | null
  readonly lastActivityOn: Day
  readonly closedOn: Day | null
  readonly version: number
}

/** One page of the team's files with the number of all that match: open ones by what is due first, closed ones latest first. */
export async function listCaseload(
  tx: Tx,
  actor: Actor,
  filter: CaseloadFilter,
  today: Day,
  page = 1,
): Promise<{ readonly rows: readonly CaseRow[]; readonly total: number }> {
  const matching = matchingCases(tx, actor, filter, today)
  if (!matching) return { rows: [], total: 0 }
  // Ids first: they and their number come from the index alone, so that only the rows of the page are read.
  const wanted = inOrder(matching, filter)
    .select((eb) => ['case_file.id', eb.fn.countAll<number>().over().as('total')])
    .limit(casesPerPage)
    .offset((page - 1) * casesPerPage)
    .as('page')
  const found = await inOrder(teamCases(tx, actor), filter)
    .innerJoin(wanted, 'page.id', 'case_file.id')
    .select(rowColumns)
    .select(managerName)
    .select('page.total')
    .execute()
  const total = found[0]?.total ?? (page === 1 ? 0 : await numberOf(matching))
  const rows = await withNames(tx, actor, found)
  await recordLook(tx, actor, { event: 'cases.listed', subjectKind: 'cases.file', ids: rows.map(({ id }) => id) })
  return { rows, total }
}

/** Ids of all that match, at most `limit`: what listCaseload shows on all its pages, in its order. */
export async function caseloadIds(
  tx: Tx,
  actor: Actor,
  filter: CaseloadFilter,
  today: Day,
  limit: number,
): Promise<readonly Id<'case'>[]> {
  const matching = matchingCases(tx, actor, filter, today)
  if (!matching) return []
  const found = await inOrder(matching, filter).select('case_file.id').limit(limit).execute()
  return found.map(({ id }) => id)
}

/** How many all its pages show. */
export async function countCaseload(tx: Tx, actor: Actor, filter: CaseloadFilter, today: Day): Promise<number> {
  const matching = matchingCases(tx, actor, filter, today)
  return matching ? await numberOf(matching) : 0
}

const ofTeam = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  teamCases(tx, actor).where(sql<boolean>`${sql.ref('case_file.id')} = ANY (${[...ids]}::uuid[])`)

/** Those of the files that the actor's team has, as rows of its caseload; in no order, and without noting the look. */
export async function caseRows(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly CaseRow[]> {
  const found = await ofTeam(tx, actor, ids).select(rowColumns).select(managerName).execute()
  return await withNames(tx, actor, found)
}

/** How many of the files the actor's team has. */
export async function countCaseRows(tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  return await numberOf(ofTeam(tx, actor, ids))
}

async function numberOf(query: Files): Promise<number> {
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

type Files = ReturnType<typeof teamCases>

/** Open ones by what is due first, closed ones latest first. */
const inOrder = (query: Files, { state }: CaseloadFilter): Files =>
  state === 'closed'
    ? query.orderBy('closed_on', 'desc').orderBy('case_file.id')
    : query.orderBy('next_due_on', (order) => order.asc().nullsLast()).orderBy('case_file.id')

const rowColumns = [
  'case_file.id',
  'reference',
  'person_id as personId',
  'family_id as familyId',
  'phase',
  'manager_id as managerId',
  'municipality_id as municipalityId',
  'opened_on as openedOn',
  'next_due_on as nextDueOn',
  'last_activity_on as lastActivityOn',
  'closed_on as closedOn',
  'case_file.version',
] as const

/** One look by key for each row: as a join the planner reads all members for each, under their policy. */
const managerName = sql<string | null>`(SELECT name FROM membership WHERE membership.id = case_file.manager_id)`.as(
  'manager',
)

type FoundRow = Omit<CaseRow, 'person' | 'isFamily' | 'isRestricted'> & { readonly familyId: Id<'family'> | null }

async function withNames(tx: Tx, actor: Actor, found: readonly FoundRow[]): Promise<readonly CaseRow[]> {
  const names = await personNames(
    tx,
    actor,
    found.map(({ personId }) => personId),
  )
  return found.map(({ familyId, ...row }): CaseRow => {
    const label = names.get(row.personId)
    return {
      ...row,
      person: label?.name ?? label?.code ?? '',
      isFamily: familyId !== null,
      isRestricted: label?.isRestricted ?? false,
    }
  })
}

function matchingCases(tx: Tx, actor: Actor, filter: CaseloadFilter, today: Day) {
  const named = filter.name === undefined ? undefined : personsNamed(actor, filter.name)
  if (filter.name !== undefined && !named) return undefined
  let query = teamCases(tx, actor).where('case_file.closed_on', filter.state === 'closed' ? 'is not' : 'is', null)
  if (filter.mine) query = query.where('case_file.manager_id', 'in', ownersOf(actor))
  if (filter.nobodys) query = query.where('case_file.manager_id', 'is', null)
  if (filter.phase) query = query.where('case_file.phase', '=', filter.phase)
  if (filter.municipalityId)
    query = query.where('case_file.municipality_id', '=', filter.municipalityId as Id<'municipality'>)
  if (filter.language) {
    const speaking = visiblePersons(tx, actor)
      .select('person.id')
      .where(sql<boolean>`${filter.language} = ANY (person.languages)`)
    query = query.where('case_file.person_id', 'in', speaking)
  }
  if (filter.quiet) query = query.where('case_file.last_activity_on', '<', addDays(today, -quietDays))
  if (filter.reference)
    query = query
      .where('case_file.reference', '>=', filter.reference)
      .where('case_file.reference', '<', `${filter.reference}\uffff`)
  // IS TRUE keeps the planner from looking up the files of all who bear the name, in every team: who is meant is asked once,
  // and the team's own files are compared with that.
  if (named) query = query.where(sql<boolean>`(${sql.ref('case_file.person_id')} IN ${named}) IS TRUE`)
  switch (filter.due) {
    case 'overdue':
      return query.where('case_file.next_due_on', '<', today)
    case 'today':
      return query.where('case_file.next_due_on', '<=', today)
    case 'week':
      return query.where('case_file.next_due_on', '<=', addDays(today, 7))
    case 'none':
      return query.where('case_file.next_due_on', 'is', null)
    default:
      return query
  }
}

export interface TeamFigure {
  readonly organisationId: Id<'organisation'>
  readonly phase: Phase
  readonly files: number
  readonly overdue: number
  readonly quiet: number
  /** Days since they were opened, the median. */
  readonly medianAge: number
}

/** Figures of all teams of the actor's controller by phase, for supervision: counts without a key to a file. */
export async function caseloadFigures(tx: Tx): Promise<readonly TeamFigure[]> {
  const { rows } = await sql<TeamFigure>`
    SELECT organisation_id AS "organisationId", phase, files, overdue, quiet, median_age AS "medianAge"
    FROM supervised_caseload ORDER BY organisation_id LIMIT 2000`.execute(tx)
  return [...rows].sort((one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase))
}

/** Case managers of the actor's team, to whom a file may be given. */
export async function teamManagers(tx: Tx, actor: Actor) {
  const { organisationId } = demandTeam(actor)
  return await managersOf(tx, organisationId)
}

/** Who does case management at an organisation today, by name. */
export async function managersOf(tx: Tx, organisationId: Id<'organisation'>) {
  const { rows } = await sql<{ id: Id<'user'>; name: string }>`
    SELECT m.id, m.name
    FROM membership AS m
    WHERE m.deactivated_at IS NULL
      -- Whoever cannot be meant is left out before their grants are asked for.
      AND (
        m.organisation_id = ${organisationId}
        OR m.id IN (SELECT member_id FROM membership_role WHERE organisation_id = ${organisationId})
      )
      AND EXISTS (
        SELECT FROM access_own_grants(m.id, access_today()) AS given
        WHERE given.role = 'caseManager' AND given.organisation_id = ${organisationId}
      )
    ORDER BY m.name, m.id LIMIT 200`.execute(tx)
  return rows
}

/** Organisations with case managers today, within a controller: teams that a file may be given to. */
export async function teamsOf(tx: Tx, controllerId: Id<'organisation'>): Promise<readonly Id<'organisation'>[]> {
  const { rows } = await sql<{ id: Id<'organisation'> }>`
    SELECT DISTINCT given.organisation_id AS id
    FROM membership AS m CROSS JOIN LATERAL access_own_grants(m.id, access_today()) AS given
    WHERE given.role = 'caseManager' AND given.controller_id = ${controllerId} AND m.deactivated_at IS NULL
    LIMIT 200`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The next free Aktenzeichen of a year: `AUE-2026-0417`. Two at the same moment wait for each other. */
export async function nextReference(tx: Tx, prefix: string, year: string): Promise<string> {
  const start = `${prefix}-${year}-`
  const { rows } = await sql<{ last: number }>`
    INSERT INTO case_sequence AS s (prefix, last) VALUES (${start}, 1)
    ON CONFLICT (prefix) DO UPDATE SET last = s.last + 1
    RETURNING last`.execute(tx)
  return `${start}${String(rows[0]?.last ?? 1).padStart(4, '0')}`
}
