import { Invalid, type Issue } from '../../../kernel/errors.ts'
import type { EventLog, LabelColumn } from '../../log.ts'
import { combine } from '../combine.ts'
import type { ColumnReport } from '../report.ts'
import type { ReadRequest, Role } from '../request.ts'
import type { Attributes } from './attributes.ts'
import type { Choice, Plan } from './plan.ts'

interface Assembled {
  readonly log: Omit<EventLog, 'time' | 'dayOnly'>
  readonly columns: Partial<Record<Role, ColumnReport>>
  /** What was asked for, and its name in the log. */
  readonly asked: ReadonlyMap<string, string>
}

/** Puts the columns together as the request wants them. Throws Invalid with an issue for each attribute that is missing. */
export function assemble(attributes: Attributes, plan: Plan, request: ReadRequest): Assembled {
  const issues: Issue[] = []
  const missing = (field: string, attribute: string) => {
    const available = attributes.available.slice(0, 30).join(', ')
    issues.push({ field, code: 'log.xes.attribute-unknown', values: { attribute, available } })
  }
  const columns: Partial<Record<Role, ColumnReport>> = { time: plan.time }
  const column = (choice: Choice, role: Role): LabelColumn | undefined => {
    const absent = choice.names.filter((name) => attributes.nameOf(name) === undefined)
    if (absent.length > 0) {
      if (choice.by === 'given') missing(role, absent.join(', '))
      return undefined
    }
    columns[role] = { names: choice.names.map((name) => attributes.nameOf(name) as string), by: choice.by }
    return combine(choice.names.map((name) => attributes.column(name) as LabelColumn))
  }
  const cases = column(plan.case, 'case')
  let activities = column(plan.activity, 'activity')
  const instead = request.activityElse
  if (!activities && plan.activity.by !== 'given' && instead !== undefined) {
    activities = column({ names: [instead], by: 'attribute' }, 'activity')
  }
  if (!activities && attributes.size > 0 && issues.length === 0) missing('activity', 'concept:name')
  const kept = new Map<string, LabelColumn>()
  const asked = new Map<string, string>()
  const needed = request.attributes === 'all' ? [] : (request.attributes ?? [])
  for (const name of [...needed, ...(request.optional ?? [])]) {
    const found = attributes.nameOf(name)
    if (found !== undefined) {
      kept.set(found, attributes.column(name) as LabelColumn)
      asked.set(name, found)
    } else if (needed.includes(name)) missing('attribute', name)
  }
  for (const role of ['group', 'resource'] as const) {
    const found = column(plan[role], role)
    if (found) kept.set((columns[role] as ColumnReport).names.join('+'), found)
  }
  if (request.attributes === 'all') {
    const roles = [...(columns.case?.names ?? []), ...(columns.activity?.names ?? [])]
    for (const name of attributes.names())
      if (!roles.includes(name)) kept.set(name, attributes.column(name) as LabelColumn)
  }
  if (issues.length > 0) throw new Invalid(issues)
  const none = { codes: new Int32Array(attributes.size), labels: [] }
  const log = { size: attributes.size, cases: cases ?? none, activities: activities ?? none, attributes: kept }
  return { log, columns, asked }
}
