import { createFormat, type Locale, type Translate } from '../../../platform/i18n/index.ts'
import type { HistoryEntry } from '../../../platform/ui/index.ts'
import type { FieldChange } from '../domain/changes.ts'
import type { SubjectKind } from '../domain/kinds.ts'
import type { Change } from '../queries/records.ts'
import { changeLabel, valueWords } from './words.ts'

/** Versions of a record, as the page shows who changed what and when. */
export function historyEntries(
  t: Translate,
  locale: Locale,
  kind: SubjectKind,
  changes: readonly Change[],
): HistoryEntry[] {
  return changes.map((change) => ({
    key: String(change.version),
    at: change.changedAt,
    who: change.changedBy ?? t('network.history.system'),
    what: t(`network.event.${change.event}`),
    changes: changeWords(t, locale, kind, change.changes),
  }))
}

/** Fields before and after, in words. */
export function changeWords(t: Translate, locale: Locale, kind: SubjectKind, changes: readonly FieldChange[]) {
  const format = createFormat(locale)
  return changes.map((change) => ({
    field: changeLabel(t, format, kind, change),
    before: valueWords(t, format, kind, change.field, change.before),
    after: valueWords(t, format, kind, change.field, change.after),
  }))
}
