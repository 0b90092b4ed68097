import { type Day, parseDay } from '../../../kernel/day.ts'
import type { Format, Translate } from '../../../platform/i18n/index.ts'
import type { FieldChange, FieldValue } from '../domain/changes.ts'
import type { SubjectKind } from '../domain/kinds.ts'

/** The label of a field, as in the form; a kind may call it otherwise than the others do. */
export function fieldLabel(t: Translate, kind: SubjectKind, field: string): string {
  const own = `network.${kind}.field.${field}`
  return t(t.has(own) ? own : `network.field.${field}`)
}

/** The labels of a form, by the names of its fields. */
export function fieldLabels<const Name extends string>(
  t: Translate,
  kind: SubjectKind,
  names: readonly Name[],
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, fieldLabel(t, kind, name)])) as Record<Name, string>
}

/** The label of a change: the field, and which of several where a record has many. */
export function changeLabel(t: Translate, format: Format, kind: SubjectKind, { field, of }: FieldChange): string {
  const label = fieldLabel(t, kind, field)
  if (!of) return label
  const day = parseDay(of)
  return day ? t('network.history.from-day', { field: label, day: format.day(day) }) : `${label}: ${of}`
}

/** A value of the history in words. */
export function valueWords(t: Translate, format: Format, kind: SubjectKind, field: string, value: FieldValue): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'network.yes' : 'network.no')
  if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 4)
  if (typeof value === 'object') return listWords(t, format, field, value)
  const day = dayFields.has(field) ? parseDay(value) : undefined
  if (day) return format.day(day)
  const code = codeKeys(kind, field).map((prefix) => `${prefix}.${value}`)
  const known = code.find((key) => t.has(key))
  return known ? t(known) : value
}

/** What the history keeps as a list: a membership, a target, the lines of a checklist. */
function listWords(t: Translate, format: Format, field: string, value: readonly string[]): string {
  const [first = '', second = '', third = ''] = value
  if (field === 'target') return targetWords(t, first === '' ? null : Number(first), second)
  if (field !== 'member') return value.join(' · ')
  const period = periodWords(t, format, parseDay(second) ?? null, parseDay(third) ?? null)
  return [t(`network.member-role.${first}`), period].filter(Boolean).join(', ')
}

const dayFields = new Set(['endedOn', 'populationOn', 'heldOn', 'replacedOn', 'startsOn', 'endsOn'])

function codeKeys(kind: SubjectKind, field: string): string[] {
  if (field === 'kind') return [`network.${kind}-kind`]
  if (field === 'state') return [`network.${kind}.state`]
  if (field === 'from' || field === 'to') return ['network.organisation-kind']
  return []
}

/** `14 Kalendertage`. */
export function targetWords(t: Translate, days: number | null, unit: string | null): string {
  return days === null ? t('network.target.none') : t(`network.target.days.${unit ?? 'calendarDays'}`, { days })
}

/** `seit 12.03.2025`, `01.01.2019 bis 30.06.2026`; empty where nobody has written down when it began, and it has not ended. */
export function periodWords(t: Translate, format: Format, from: Day | null, to: Day | null): string {
  if (from && to) return t('network.period.between', { from: format.day(from), to: format.day(to) })
  if (from) return t('network.period.since', { from: format.day(from) })
  return to ? t('network.period.until', { to: format.day(to) }) : ''
}
