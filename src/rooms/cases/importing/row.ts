import type { Day } from '../../../kernel/day.ts'
import type { SheetCell } from '../../../platform/documents/index.ts'
import {
  type Lookup,
  languagesByName,
  type Mapping,
  type RowIssue,
  RowReader,
  wordForm,
  yesOrNo,
} from '../../../platform/importing/index.ts'
import { type Birth, readBirth } from '../../people/index.ts'
import type { AccessPath } from '../domain/intake.ts'
import { ended, type Phase } from '../domain/phases.ts'
import type { ColumnKey } from './columns.ts'
import { accessPathOfWord, phaseOfWord } from './words.ts'

/** What a row says of a person and their file. */
export interface CaseValues {
  readonly reference: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly pseudonymous: boolean
  readonly birth: Birth | null
  readonly languages: readonly string[]
  readonly needsInterpreter: boolean
  readonly municipalityId: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly phase: Phase
  readonly openedOn: Day
  /** Null: whoever reads the list in. */
  readonly managerId: string | null
  readonly accessPath: AccessPath | null
  readonly targetGroup: string | null
  readonly dueOn: Day | null
  readonly dueWhat: string | null
}

export interface CaseLookups {
  readonly municipalities: Lookup
  readonly targetGroups: Lookup
  /** Case managers of the team. */
  readonly managers: Lookup
  /** What the own team is called; a row of another team is not read. */
  readonly ownTeam: ReadonlySet<string>
}

export type ReadCase =
  | { readonly kind: 'row'; readonly values: CaseValues; readonly issues: readonly RowIssue[] }
  | { readonly kind: 'beside'; readonly code: string }

const longest: Readonly<Partial<Record<ColumnKey, number>>> = {
  reference: 40,
  name: 200,
  familyName: 120,
  givenName: 120,
  phone: 40,
  email: 200,
  dueWhat: 200,
}

/** Reads one row of a case worker's list. */
export function readCase(cells: readonly SheetCell[], mapping: Mapping, lookups: CaseLookups, today: Day): ReadCase {
  const reader = new RowReader<ColumnKey>(cells, mapping, longest)
  const beside = reader.besides('reference')
  if (beside) return { kind: 'beside', code: beside }
  const phase = reader.code('phase', phaseOfWord)
  // What has ended is not worked on any more, and its period of deletion runs elsewhere.
  if (phase && ended.includes(phase)) return { kind: 'beside', code: 'ended' }
  const team = reader.words('team')
  if (team && !lookups.ownTeam.has(wordForm(team))) return { kind: 'beside', code: 'other-team' }
  const reference = readReference(reader)
  const names = readNames(reader)
  const named = names.givenName !== null || names.familyName !== null
  if (!named && reference === null) reader.say(null, 'name-missing', 'error')
  if (!named && reference !== null) reader.say(null, 'pseudonymous', 'warning')
  if (!phase && !reader.failed) reader.say('phase', 'phase-assumed', 'warning')
  return {
    kind: 'row',
    values: {
      reference,
      ...names,
      pseudonymous: !named,
      birth: readBirthCell(reader, today),
      languages: reader.list('languages', languagesByName, 'warning') ?? [],
      needsInterpreter: reader.code('interpreter', yesOrNo) ?? false,
      municipalityId: readTown(reader, lookups.municipalities),
      phone: readPhone(reader),
      email: readEmail(reader),
      phase: phase ?? 'clarification',
      openedOn: readOpened(reader, today),
      managerId: readManager(reader, lookups.managers),
      accessPath: readAccessPath(reader),
      targetGroup: reader.list('targetGroup', lookups.targetGroups, 'warning')?.[0] ?? null,
      dueOn: reader.day('dueOn', 'begin') ?? null,
      dueWhat: reader.words('dueWhat')?.replace(/\s+/g, ' ') ?? null,
    },
    issues: reader.issues,
  }
}

type CaseReader = RowReader<ColumnKey>

/** In capitals, as what is typed to find a file by it. */
function readReference(reader: CaseReader): string | null {
  const reference = reader.words('reference')?.replace(/\s+/g, ' ').toUpperCase() ?? null
  if (reference !== null && reference.length < 3) reader.say('reference', 'reference-short', 'error', reference)
  return reference
}

/** `Haddad, Amal` or two columns. A name without a comma in one column: the last word is the family's. */
function readNames(reader: CaseReader): Pick<CaseValues, 'givenName' | 'familyName'> {
  const plain = (column: ColumnKey) => reader.words(column)?.replace(/\s+/g, ' ') ?? null
  const [familyName, givenName] = [plain('familyName'), plain('givenName')]
  if (familyName !== null || givenName !== null) {
    // With a column of given names beside it, `Name` is the family's.
    return { familyName: familyName ?? plain('name'), givenName }
  }
  const whole = plain('name')
  if (whole === null) return { familyName: null, givenName: null }
  const [family = '', ...rest] = whole.split(',').map((part) => part.trim())
  if (rest.length > 0) return { familyName: family || null, givenName: rest.join(' ').trim() || null }
  if (reader.has('givenName')) return { familyName: whole, givenName: null }
  const words = whole.split(' ')
  if (words.length === 1) return { familyName: whole, givenName: null }
  reader.say('name', 'name-parted', 'warning', words.slice(0, -1).join(' '), words.at(-1))
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? null }
}

function readBirthCell(reader: CaseReader, today: Day): Birth | null {
  let birth: Birth | null = null
  reader.own('birth', (text) => {
    if (text === '') return
    const read = readBirth(text.replace(/^(?:ca\.?|etwa|geb\.?|\*)\s*/i, ''))
    if (!read) reader.say('birth', 'birth-unreadable', 'error', text)
    else if (read.date > today) reader.say('birth', 'in-future', 'error', read.date)
    else birth = read
  })
  return birth
}

/** A town that is not in the district is said and left out: people move, and the list is older. */
function readTown(reader: CaseReader, towns: Lookup): string | null {
  let town: string | null = null
  reader.own('municipality', (text) => {
    if (text === '') return
    const withoutCode = text.replace(/^\d{5}\s+/, '')
    const key = [text, withoutCode, withoutCode.replace(/\s*[-,/(].*$/, '')]
      .map((name) => towns.get(wordForm(name)))
      .find((found) => found !== undefined)
    if (key === undefined) reader.say('municipality', 'name-unknown', 'warning', text)
    else town = key
  })
  return town
}

function readPhone(reader: CaseReader): string | null {
  const phone = reader.words('phone') ?? null
  if (phone === null || /^[+0-9][0-9 ()/.-]{3,39}$/.test(phone)) return phone
  reader.say('phone', 'word-unknown', 'warning', phone)
  return null
}

function readEmail(reader: CaseReader): string | null {
  const email = reader.words('email') ?? null
  if (email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email
  reader.say('email', 'word-unknown', 'warning', email)
  return null
}

function readOpened(reader: CaseReader, today: Day): Day {
  const opened = reader.day('openedOn', 'begin')
  if (opened && opened > today) reader.say('openedOn', 'in-future', 'error', opened)
  if (opened === null || (opened === undefined && !reader.has('openedOn')))
    reader.say('openedOn', 'opened-assumed', 'warning', today)
  return opened ?? today
}

function readManager(reader: CaseReader, managers: Lookup): string | null {
  const name = reader.words('manager')
  if (!name) return null
  const id = [name, name.split(',').reverse().join(' ')].map((one) => managers.get(wordForm(one))).find(Boolean)
  if (!id) reader.say('manager', 'manager-unknown', 'warning', name)
  return id ?? null
}

/** Who brought somebody is told in many words: what is not known is said and left open. */
function readAccessPath(reader: CaseReader): AccessPath | null {
  let path: AccessPath | null = null
  reader.own('accessPath', (text) => {
    if (text === '') return
    const found = accessPathOfWord(text)
    if (found) path = found
    else {
      reader.say('accessPath', 'access-path-other', 'warning', text)
      path = 'other'
    }
  })
  return path
}
