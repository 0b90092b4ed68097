import { type EventLog, type LabelColumn, MISSING, plainCodes } from '../../../engine/index.ts'
import type { Issue } from '../../../kernel/errors.ts'

/** Parts of names of columns that hold people, written without case, blanks and punctuation. */
const ofPeople = [
  ...[
    'bearbeiter',
    'bearbeitetvon',
    'sachbearbeit',
    'mitarbeit',
    'fachkraft',
    'beschaeftigt',
    'beschäftigt',
    'benutzer',
  ],
  ...['vorname', 'nachname', 'familienname', 'ansprechpartner', 'ansprechperson', 'beratungsfachkraft'],
  ...['resource', 'username', 'userid', 'employee', 'assignee', 'email', 'worker', 'agentname'],
]
const namesOfPeople: ReadonlySet<string> = new Set([
  'user',
  'agent',
  'owner',
  'person',
  'personen',
  'name',
  'nutzer',
  'kürzel',
  'kuerzel',
])

/** True for a column that by its name holds people. */
export function namesPeople(column: string): boolean {
  const plain = column
    .normalize('NFC')
    .toLowerCase()
    .replace(/^case:/, '')
    .replace(/[\s_\-.:/*()]+/g, '')
  return namesOfPeople.has(plain) || ofPeople.some((part) => plain.includes(part))
}

const title = /^(?:Frau|Herr|Fr\.|Hr\.|Dr\.|Prof\.|Mrs?\.?|Ms\.?)\s/u
const address = /^\S+@\S+\.\S+$/u
const surnameFirst = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?, ?\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*\.?)?$/u
const initialFirst = /^(?:\p{Lu}\.\s?)+\p{Lu}[\p{L}'’-]+$/u

/** True when at least every third value is written as people are: with a title, as surname and first name, as an address. */
export function lookLikePeople(labels: readonly string[]): boolean {
  const people = labels.filter((label) =>
    [title, address, surnameFirst, initialFirst].some((form) => form.test(label.trim())),
  )
  return people.length > 0 && people.length * 3 >= labels.length
}

export interface Columns {
  /** Names of the columns that were read for a role. */
  readonly used: Readonly<Partial<Record<'case' | 'activity' | 'group' | 'resource', readonly string[]>>>
  /** All that the file has. */
  readonly available: readonly string[]
}

/**
 * Steps and offices are shown by their words, so no column of people may be taken for one: not by its name, not by its
 * values, and not by naming another column as that of the people. An issue for each that is.
 */
export function peopleAsOther(
  log: Pick<EventLog, 'activities'>,
  columns: { readonly group?: LabelColumn | undefined; readonly resource?: LabelColumn | undefined },
  { used, available }: Columns,
): readonly Issue[] {
  const issues: Issue[] = []
  const people = new Set(columns.resource && labelsIn(columns.resource))
  for (const [field, column] of [
    ['activity', log.activities],
    ['group', columns.group],
  ] as const) {
    if (!column) continue
    const labels = labelsIn(column)
    const shared = labels.filter((label) => people.has(label)).length
    // A step of a person's name is one too many; offices of whom some are people lose those (`withoutPeople`).
    const tooMany = field === 'activity' ? 1 : Math.max(1, labels.length / 2)
    if (used[field]?.some(namesPeople) || shared >= tooMany || lookLikePeople(labels))
      issues.push({ field, code: `log.${field}-is-people` })
  }
  const own = used.resource
  if (own && !own.some(namesPeople)) {
    const other = available.find(namesPeople)
    if (other !== undefined)
      issues.push({ field: 'resource', code: 'log.resource-is-other', values: { column: other } })
    else if (own.join() === used.case?.join()) issues.push({ field: 'resource', code: 'log.resource-is-case' })
  }
  return issues
}

/**
 * Whether offices can be shown by their names: only where the column of people says by its name that it is one. Else
 * nothing shows that those who are counted in an office are people, and offices are numbers.
 */
export function showsOffices({ used }: Columns): boolean {
  return used.resource?.some(namesPeople) ?? false
}

/** Values replaced by numbers in the order in which they first came. */
export function numbered({ codes, labels }: LabelColumn): LabelColumn {
  return { codes, labels: labels.map((_, index) => String(index + 1)) }
}

/** Offices without those that are also people: what stands in both columns is somebody. */
export function withoutPeople(group: LabelColumn, resource: LabelColumn): LabelColumn {
  const people = new Set(labelsIn(resource))
  const known = group.labels.map((label) => !people.has(label))
  return {
    codes: plainCodes(group.codes).map((code) => (code >= 0 && known[code] ? code : MISSING)),
    labels: group.labels,
  }
}

/** Values that occur. */
function labelsIn({ codes, labels }: LabelColumn): readonly string[] {
  const seen = new Set<number>()
  for (const code of plainCodes(codes)) if (code >= 0) seen.add(code)
  return [...seen].map((code) => labels[code] ?? '')
}
