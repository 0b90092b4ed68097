/** What a person is told of a file (Art. 15 GDPR), and takes along (Art. 20). */
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { labelOf, readList, targetGroups } from '../../../platform/codelists/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { handedOverOf } from '../../journeys/index.ts'
import { municipalityNames, organisationNames } from '../../network/index.ts'
import { allInterfaces } from '../interfaces.ts'
import { readReasons } from '../needs/queries.ts'
import { assessmentsOf } from '../work/assessment/queries.ts'
import { type LifeDomains, readLifeDomains } from '../work/domains.ts'
import { type Field, fileFields, parts } from './parts.ts'

/** Names as they are last; a copy asks for no day. */
const latestDay = day('9999-12-31')

/** More than any file has in one part. */
const mostRows = 5000

type Row = Readonly<Record<string, unknown>>

/** Words for ids and codes of the district's own lists, read once for all files. */
interface Names {
  readonly organisation: (id: unknown) => string | null
  readonly municipality: (id: unknown) => string | null
  readonly passage: (id: unknown) => string | null
  readonly targetGroup: (key: unknown) => string | null
  readonly hurdle: (key: unknown) => string
  readonly domains: LifeDomains
}

/** The files with all their parts, under the names of parts.ts; as the platform, in the order in which they are given. */
export async function copyOf(tx: Tx, actor: Actor, ids: readonly Id<'case'>[]): Promise<readonly Row[]> {
  const names = await readNames(tx, actor)
  const handovers = await handedOverOf(tx, ids)
  const copies: Row[] = []
  for (const id of ids) {
    const copy = await fileOf(tx, id, names)
    if (!copy) continue
    for (const part of parts) {
      const rows = await rowsOf(tx, part.table, part.order, id)
      if (rows.length > 0) copy[part.key] = rows.map((row) => told(row, part.fields, names))
    }
    copy['assessments'] = await assessments(tx, id, names)
    copy['handovers'] = handovers
      .filter(({ fileId }) => fileId === id)
      .map(({ id: _, fileId, interfaceId, fromOrganisationId, toOrganisationId, messages, ...rest }) => ({
        passage: names.passage(interfaceId),
        from: names.organisation(fromOrganisationId),
        to: names.organisation(toOrganisationId),
        ...rest,
        messages: messages.map(({ organisationId, kind, body, at }) => ({
          from: names.organisation(organisationId),
          kind,
          body,
          at: at.toISOString(),
        })),
      }))
    copies.push(copy)
  }
  return copies
}

async function fileOf(tx: Tx, id: string, names: Names): Promise<Record<string, unknown> | undefined> {
  const [row] = await rowsOf(tx, 'case_file', 'id', id, 'id')
  if (!row) return undefined
  return {
    ...told(row, fileFields, names),
    team: names.organisation(row['organisation_id']),
    formerTeam: names.organisation(row['former_organisation_id']),
    municipality: names.municipality(row['municipality_id']),
  }
}

async function rowsOf(tx: Tx, table: string, order: string, id: string, key = 'case_id'): Promise<readonly Row[]> {
  const { rows } = await sql<{ row: Row }>`
    SELECT to_jsonb(part) AS row FROM ${sql.table(table)} AS part
    WHERE ${sql.ref(`part.${key}`)} = ${id} ORDER BY ${sql.raw(order)} LIMIT ${mostRows}`.execute(tx)
  return rows.map(({ row }) => row)
}

function told(row: Row, fields: Readonly<Record<string, Field>>, names: Names): Row {
  return Object.fromEntries(
    Object.entries(fields).map(([column, { name, type }]) => [name, valueFor(row[column], name, type, names)]),
  )
}

function valueFor(value: unknown, name: string, type: Field['type'], names: Names): unknown {
  if (value === null || value === undefined) return null
  if (name === 'lifeDomain') return names.domains.name(String(value))
  if (name === 'targetGroup') return names.targetGroup(value)
  if (name === 'hurdle') return names.hurdle(value)
  switch (type) {
    case 'code':
      return String(value)
    case 'instant':
      return new Date(String(value)).toISOString()
    case 'step':
      return pick(value as Row, stepFields)
    case 'plan':
      return ((value as { goals?: readonly (Row & { steps?: readonly Row[] })[] }).goals ?? []).map((goal) => ({
        ...pick(goal, goalFields),
        steps: (goal.steps ?? []).map((step) => pick(step, plannedFields)),
      }))
    default:
      return value
  }
}

const goalFields = ['title', 'translated', 'targetOn'] as const
const plannedFields = ['title', 'translated', 'doer', 'doerName', 'dueOn'] as const
const stepFields = [...plannedFields, 'state', 'endedOn', 'note', 'reason'] as const

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => (row[name] ?? null) !== null).map((name) => [name, row[name]]))

/** Each with the questions as they were asked then. */
async function assessments(tx: Tx, id: Id<'case'>, { domains }: Names): Promise<readonly Row[]> {
  return (await assessmentsOf(tx, id)).map(({ heldOn, interpreterUsed, resources, form, ratings, answers }) => ({
    heldOn,
    interpreterUsed,
    resources,
    ratings: Object.entries(ratings).map(([key, rating]) => ({
      lifeDomain: domains.name(key),
      rating: String(rating),
    })),
    answers: form.domains.flatMap(({ questions }) =>
      questions.flatMap(({ key, text, kind }) =>
        answers[key] === undefined
          ? []
          : [{ question: text, answer: kind === 'yesNo' ? yesNo(answers[key]) : answers[key] }],
      ),
    ),
  }))
}

/** As everything that was typed into a form, in German. */
const yesNo = (answer: string) => (answer === 'yes' ? 'Ja' : 'Nein')

async function readNames(tx: Tx, actor: Actor): Promise<Names> {
  const organisations = new Map((await organisationNames(tx, latestDay)).map(({ id, name }) => [String(id), name]))
  const places = new Map((await municipalityNames(tx)).map(({ id, name }) => [String(id), name]))
  const passages = new Map((await allInterfaces(tx, actor, latestDay)).map(({ id, name }) => [String(id), name]))
  const groups = new Map((await readList(tx, targetGroups)).entries.map((entry) => [entry.key, labelOf(entry, 'de')]))
  const reasons = await readReasons(tx, 'de')
  const from = (map: ReadonlyMap<string, string>) => (id: unknown) => map.get(String(id)) ?? null
  return {
    organisation: from(organisations),
    municipality: from(places),
    passage: from(passages),
    targetGroup: (key) => groups.get(String(key)) ?? String(key),
    hurdle: (key) => reasons.name(String(key)),
    domains: await readLifeDomains(tx, 'de'),
  }
}
