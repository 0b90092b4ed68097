import { Invalid } from '../../../kernel/errors.ts'
import type { Found } from '../report.ts'
import type { ReadRequest, Role } from '../request.ts'

export interface Classifier {
  readonly name: string
  readonly keys: readonly string[]
}

/** The attributes that a role is read from. */
export interface Choice {
  readonly names: readonly string[]
  readonly by: Found
}

/** Which attributes of an XES log are read. Names of trace attributes begin with `case:`. */
export interface Plan {
  readonly case: Choice
  readonly activity: Choice
  /** One attribute of the event. */
  readonly time: Choice
  readonly group: Choice
  readonly resource: Choice
  /** True for an attribute that is to be kept. */
  readonly wanted: (name: string) => boolean
}

const standard: Readonly<Record<Role, string>> = {
  case: 'case:concept:name',
  activity: 'concept:name',
  time: 'time:timestamp',
  group: 'org:group',
  resource: 'org:resource',
}

/** Decides what to read, once the head of the log with its classifiers is known. */
export function planFor(request: ReadRequest, classifiers: readonly Classifier[]): Plan {
  const choose = (role: Role): Choice => {
    const given = request.map?.[role]
    return given === undefined ? { names: [standard[role]], by: 'standard' } : chosen(given, classifiers)
  }
  const plan = {
    case: choose('case'),
    activity: choose('activity'),
    time: choose('time'),
    group: choose('group'),
    resource: choose('resource'),
  }
  if (plan.time.names.length > 1) {
    throw new Invalid([{ field: 'time', code: 'log.xes.time-joined', values: { column: plan.time.names.join('+') } }])
  }
  const asked = request.attributes === 'all' ? [] : (request.attributes ?? [])
  const names = [...asked, ...(request.optional ?? []), ...(request.activityElse ? [request.activityElse] : [])]
  for (const choice of [plan.case, plan.activity, plan.group, plan.resource]) names.push(...choice.names)
  // `department` may be an attribute of the event or, as `case:department`, of the trace: both are kept until it shows.
  const wanted = new Set(names.flatMap((name) => [name, `case:${name}`]))
  const everything = request.attributes === 'all'
  return { ...plan, wanted: (name) => everything || wanted.has(name) }
}

/** A classifier by its name, else attributes joined by `+`. */
function chosen(given: string, classifiers: readonly Classifier[]): Choice {
  const classifier = classifiers.find(({ name }) => name === given)
  return { names: classifier?.keys ?? given.split('+').map((name) => name.trim()), by: 'given' }
}

/** The keys of a classifier: separated by blanks, in single quotes where a key contains one. */
export function classifierKeys(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map((match) => (match[1] ?? match[2]) as string)
}
