import { type EventLog, type LabelColumn, MISSING, plainCodes } from '../../../engine/index.ts'
import {
  flatten,
  flattenings,
  type LogKind,
  logKind,
  type ReadRequest,
  readInstants,
  readLog,
  readObjectLog,
} from '../../../engine/readers/index.ts'
import { Invalid, type Issue } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { longestLabel, mostActivities, mostColumnsTold, mostEvents, mostGroups, mostObjectEvents } from './domain.ts'
import { type Columns, numbered, peopleAsOther, showsOffices, withoutPeople } from './people.ts'

/** Names of columns as somebody states them; what is left out is found. */
export interface Mapping {
  readonly case?: string
  readonly activity?: string
  readonly time?: string
  readonly group?: string
  readonly resource?: string
  readonly started?: string
  readonly deadline?: string
  /** OCEL: the type of objects that are the cases. */
  readonly objects?: string
}

/** How a log was read, in words of the file: names of columns and counts, no values. */
export interface Reading {
  readonly columns: readonly { readonly role: string; readonly names: readonly string[]; readonly by: string }[]
  readonly available: readonly string[]
  /** Offices are numbers, because nothing shows that the column of persons is one. */
  readonly officesAreNumbers: boolean
  readonly events: number
  readonly cases: number
  readonly oddities: readonly { readonly code: string; readonly count: number; readonly line: number }[]
}

export interface ReadUpload {
  readonly kind: LogKind
  /** Cases and persons are numbers; besides there are `group`, `resource`, `started` and `deadline`, as far as the file has them. */
  readonly log: EventLog
  readonly reading: Reading
}

/** A packed log may unpack to so many times its size: logs repeat themselves, and a bomb more. */
const largestExpansion = 40

/** Bytes a packed log may have unpacked. Object-centric logs are held whole while they are read, at several times their size. */
const largestUnpacked = 256 * 1024 * 1024
const largestObjects = 64 * 1024 * 1024

/**
 * Reads an uploaded log and takes the names out of it: cases and persons become numbers, everything that was not asked for
 * is left behind. Throws Invalid with a code for each thing that is wrong, and for columns of people where offices or
 * activities are wanted.
 */
export async function readUpload(bytes: Uint8Array, mapping: Mapping): Promise<ReadUpload> {
  const kind = await kindOf(bytes)
  const read = await (kind === 'ocel-json' || kind === 'ocel-xml'
    ? readObjects(bytes, mapping)
    : readEvents(bytes, mapping)
  ).catch((error: unknown) => {
    throw error instanceof Invalid ? inWords(error) : error
  })
  const { log, reading } = read
  const used = Object.fromEntries(reading.columns.map(({ role, names }) => [role, names]))
  const columns: Columns = { used, available: read.available }
  const roles = withoutUnchecked(read.roles)
  refuseNames(log, roles, columns)
  const officesAreNumbers = roles.has('group') && !showsOffices(columns)
  const kept = new Map<string, LabelColumn>()
  for (const [role, column] of roles)
    kept.set(
      role,
      role === 'resource'
        ? numbered(column)
        : role === 'group'
          ? (officesAreNumbers ? numbered : shown)(withoutPeople(column, roles.get('resource') ?? noColumn))
          : instantly(column),
    )
  return {
    kind,
    log: { ...log, cases: numbered(log.cases), activities: shown(log.activities), attributes: kept },
    reading: { ...reading, officesAreNumbers },
  }
}

const noColumn: LabelColumn = { codes: new Int32Array(0), labels: [] }

/** Words as they can be kept: without the sign that no text in the database may have, and without halves of signs. */
const shown = ({ codes, labels }: LabelColumn): LabelColumn => ({ codes, labels: labels.map(clean) })
const clean = (label: string) => label.toWellFormed().replaceAll('\0', '\uFFFD')

type Roles = ReadonlyMap<'group' | 'resource' | 'started' | 'deadline', LabelColumn>
interface Read {
  readonly log: EventLog
  readonly roles: Roles
  /** All columns of the file; `reading` tells the first of them. */
  readonly available: readonly string[]
  readonly reading: Omit<Reading, 'officesAreNumbers'>
}

/**
 * Whether a column holds offices or the people in them shows only beside a column of people. Without one it is left behind,
 * whatever it is called: what was guessed to be an office may be a list of staff.
 */
function withoutUnchecked(roles: Roles): Roles {
  const people = roles.get('resource')
  return people && plainCodes(people.codes).some((code) => code !== MISSING)
    ? roles
    : new Map([...roles].filter(([role]) => role !== 'group'))
}

/** Begins and deadlines as instants, read as the time of the events is, so that both are of one clock. */
function instantly({ codes, labels }: LabelColumn): LabelColumn {
  const instants = readInstants(labels)
  const wide = plainCodes(codes)
  return {
    codes: wide.map((code) => (code < 0 || Number.isNaN(instants[code]!) ? MISSING : code)),
    labels: Array.from(instants, (instant) => (Number.isNaN(instant) ? '' : new Date(instant).toISOString())),
  }
}

async function kindOf(bytes: Uint8Array): Promise<LogKind> {
  if (bytes.length === 0) throw new Invalid([{ field: 'file', code: 'log.empty' }])
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  const kind = logKind(packed ? await headOf(bytes) : bytes.subarray(0, 1 << 16))
  if (!kind) throw new Invalid([{ field: 'file', code: 'log.is-none' }])
  return kind
}

/** The beginning of what is packed; a damaged file gives what there is, and the reader says what is wrong. */
async function headOf(bytes: Uint8Array): Promise<Uint8Array> {
  const { createGunzip } = await import('node:zlib')
  const unpacking = createGunzip()
  unpacking.on('error', () => undefined)
  unpacking.end(bytes.subarray(0, 1 << 18))
  try {
    for await (const piece of unpacking) return (piece as Buffer).subarray(0, 1 << 16)
  } catch {
    // Told by the reader, with the place.
  }
  return new TextEncoder().encode('-')
}

async function readEvents(bytes: Uint8Array, mapping: Mapping): Promise<Read> {
  const { case: cases, activity, time, group, resource } = mapping
  const map = Object.fromEntries(
    Object.entries({ case: cases, activity, time, group, resource }).filter(([, name]) => name !== undefined),
  )
  const extra = (['started', 'deadline'] as const).filter((role) => mapping[role] !== undefined)
  const request: ReadRequest = {
    map,
    attributes: extra.map((role) => mapping[role] as string),
    largestExpansion,
    largestUnpacked,
    mostEvents,
  }
  const { log, report } = await readLog(once(bytes), request)
  const roles = new Map<'group' | 'resource' | 'started' | 'deadline', LabelColumn>()
  for (const role of ['group', 'resource'] as const) {
    const name = report.columns[role]?.names.join('+')
    const column = name === undefined ? undefined : log.attributes.get(name)
    if (column) roles.set(role, column)
  }
  for (const role of extra) {
    const column = log.attributes.get(report.attributes.get(mapping[role] as string) ?? '')
    if (column) roles.set(role, column)
  }
  return {
    log,
    roles,
    available: report.available,
    reading: {
      columns: [
        ...Object.entries(report.columns).map(([role, { names, by }]) => ({ role, names: names.map(clean), by })),
        ...extra.map((role) => ({ role, names: [mapping[role] as string], by: 'given' })),
      ],
      available: firstOf(report.available),
      events: log.size,
      cases: log.cases.labels.length,
      oddities: report.oddities.map(({ code, count, line }) => ({ code, count, line })),
    },
  }
}

async function readObjects(bytes: Uint8Array, mapping: Mapping): Promise<Read> {
  const { log: objects, oddities } = await readObjectLog(once(bytes), {
    largestExpansion,
    largestUnpacked: largestObjects,
    mostEvents: mostObjectEvents,
  })
  const types = flattenings(objects)
  const type = mapping.objects ?? types.find(({ events }) => events > 0)?.type
  if (type === undefined || !types.some((one) => one.type === type))
    throw new Invalid([
      { field: 'objects', code: 'log.ocel.no-type', values: { types: types.map((one) => one.type).join(', ') } },
    ])
  const log = flatten(objects, type)
  const available = [...log.attributes.keys()]
  const roles = new Map<'group' | 'resource' | 'started' | 'deadline', LabelColumn>()
  const columns: Reading['columns'][number][] = [
    { role: 'case', names: [type], by: mapping.objects ? 'given' : 'content' },
  ]
  for (const role of ['group', 'resource', 'started', 'deadline'] as const) {
    const given = mapping[role]
    const name = given ?? { group: 'org:group', resource: 'org:resource', started: '', deadline: '' }[role]
    const column = log.attributes.get(name)
    if (column) {
      roles.set(role, column)
      columns.push({ role, names: [name], by: given ? 'given' : 'standard' })
    } else if (given !== undefined)
      throw new Invalid([
        {
          field: role,
          code: 'log.column.unknown',
          values: { column: given, columns: available.slice(0, 30).join(', ') },
        },
      ])
  }
  const reading = {
    columns: columns.map((one) => ({ ...one, names: one.names.map(clean) })),
    available: firstOf(available),
    events: log.size,
    cases: log.cases.labels.length,
    oddities: [...oddities],
  }
  return { log, roles, available, reading }
}

/** Columns that a page names; one more tells it that there are more. */
const firstOf = (available: readonly string[]) => available.slice(0, mostColumnsTold + 1).map(clean)

/** What is too large, or would give people away by another name: too many different values, or the persons themselves as offices. */
function refuseNames(log: EventLog, roles: Roles, columns: Columns): void {
  const group = roles.get('group')
  const resource = roles.get('resource')
  const issues: Issue[] = [...peopleAsOther(log, { group, resource }, columns)]
  if (log.size > mostEvents) issues.push({ field: 'file', code: 'log.too-many-events', values: { most: mostEvents } })
  if (log.activities.labels.length > mostActivities)
    issues.push({ field: 'activity', code: 'log.too-many-activities', values: { most: mostActivities } })
  if (group && group.labels.length > mostGroups)
    issues.push({ field: 'group', code: 'log.too-many-groups', values: { most: mostGroups } })
  for (const [field, labels] of [
    ['activity', log.activities.labels],
    ['group', group?.labels ?? []],
  ] as const) {
    if (labels.some((label) => label.length > longestLabel))
      issues.push({ field, code: 'log.label-too-long', values: { most: longestLabel } })
    if (labels.some((label) => isId(label.toLowerCase()))) issues.push({ field, code: 'log.label-is-id' })
  }
  if (issues.length > 0) throw new Invalid(issues)
}

const fields = new Set(['case', 'activity', 'time', 'group', 'resource', 'started', 'deadline', 'objects'])

/** The same issues at the fields of the form. Samples of the file stay out: they may be names. */
function inWords({ issues }: Invalid): Invalid {
  return new Invalid(
    issues.map(({ field, code, values }) => {
      const { sample: _, ...rest } = values ?? {}
      const known = code.startsWith('log.is-') ? 'log.is-none' : code
      return { field: fields.has(field) ? field : 'file', code: known, values: { line: 0, ...rest } }
    }),
  )
}

async function* once(bytes: Uint8Array) {
  // In pieces, so that reading a large log lets other requests in between.
  for (let from = 0; from < bytes.length; from += 1 << 20) {
    yield bytes.subarray(from, from + (1 << 20))
    await new Promise(setImmediate)
  }
}
