import type { Day } from '../../../kernel/day.ts'
import { parseDay } from '../../../kernel/day.ts'
import type { Format, Translate } from '../../../platform/i18n/index.ts'
import type { FieldValue } from '../domain/changes.ts'
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

/** A value of the history in words. */
export function valueWords(t: Translate, format: Format, kind: SubjectKind, field: string, value: FieldValue): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'network.yes' : 'network.no')
  if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 4)
  if (typeof value === 'object') return value.join(' · ')
  const day = dayFields.has(field) ? parseDay(value) : undefined
  if (day) return format.day(day)
  const code = codeKeys(kind, field).map((prefix) => `${prefix}.${value}`)
  const known = code.find((key) => t.has(key))
  return known ? t(known) : value
}

const dayFields = new Set(['validFrom', 'validTo', 'endedOn', 'populationOn', 'datedOn'])

function codeKeys(kind: SubjectKind, field: string): string[] {
  if (field === 'kind') return [`network.${kind}-kind`]
  if (field === 'from' || field === 'to') return ['network.organisation-kind']
  if (field === 'role') return ['network.member-role']
  return field === 'unit' ? ['network.target-unit'] : []
}

/** `14 Kalendertage`. */
export function targetWords(t: Translate, days: number | null, unit: string | null): string {
  return days === null ? t('network.target.none') : t(`network.target.days.${unit ?? 'calendarDays'}`, { days })
}

/** `seit 12.03.2025`, `vom 01.01.2019 bis 30.06.2026`; empty when it held and holds always. */
export function periodWords(t: Translate, format: Format, from: Day | null, to: Day | null): string {
  if (from && to) return t('network.period.between', { from: format.day(from), to: format.day(to) })
  if (from) return t('network.period.since', { from: format.day(from) })
  return to ? t('network.period.until', { to: format.day(to) }) : t('network.period.always')
}
