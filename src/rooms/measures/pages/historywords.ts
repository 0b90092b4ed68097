import { parseDay } from '../../../kernel/day.ts'
import { createFormat, type Format, type Locale, type Translate } from '../../../platform/i18n/index.ts'
import type { FieldChange, FieldValue } from '../domain/content.ts'
import type { SubjectKind } from '../tables.ts'

/** Fields before and after, in words; fields that both say the same thing in words are left out. */
export function changeWords(t: Translate, locale: Locale, kind: SubjectKind, changes: readonly FieldChange[]) {
  const format = createFormat(locale)
  return changes.map((change) => ({
    field: changeLabel(t, kind, change),
    before: valueWords(t, format, kind, change.field, change.before),
    after: valueWords(t, format, kind, change.field, change.after),
  }))
}

/** `Meilenstein „Auftakt“: fällig`. */
function changeLabel(t: Translate, kind: SubjectKind, { field, of }: FieldChange): string {
  const [part, name] = field.split('.')
  if (name === undefined) return fieldLabel(t, kind, field)
  return t('measures.history.part-field', {
    part: t(`measures.history.part.${part}`),
    of: of ?? '',
    field: t(`measures.part-field.${name}`),
  })
}

/** The label of a field, as in the form; a concept may call it otherwise than a measure. */
export function fieldLabel(t: Translate, kind: SubjectKind, field: string): string {
  const own = `measures.${kind}-field.${field}`
  return t(t.has(own) ? own : `measures.field.${field}`)
}

/** The labels of a form, by the names of its fields. */
export function fieldLabels<const Name extends string>(
  t: Translate,
  kind: SubjectKind,
  names: readonly Name[],
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, fieldLabel(t, kind, name)])) as Record<Name, string>
}

function valueWords(t: Translate, format: Format, kind: SubjectKind, field: string, value: FieldValue): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'measures.yes' : 'measures.no')
  if (typeof value === 'number')
    return field === 'funding.amount'
      ? t('measures.euro', { amount: format.number(value / 100, value % 100 === 0 ? 0 : 2) })
      : format.number(value, Number.isInteger(value) ? 0 : 4)
  if (typeof value === 'object') return value.join(', ')
  const day = parseDay(value)
  if (day) return format.day(day)
  const prefix = codes[kind === 'concept' && field === 'kind' ? 'concept.kind' : field]
  return prefix && t.has(`${prefix}.${value}`) ? t(`${prefix}.${value}`) : value
}

/** Where the words for the codes of a field stand. */
const codes: Readonly<Record<string, string>> = {
  state: 'measures.state',
  centreRole: 'measures.role',
  priority: 'measures.priority',
  'concept.kind': 'measures.concept-kind',
  'concepts.role': 'measures.concept-role',
  'funding.kind': 'measures.funding-kind',
  'successors.kind': 'measures.succession-kind',
  'predecessors.kind': 'measures.succession-kind',
}
