import { parseDay } from '../../kernel/day.ts'
import { createFormat, type Locale, type Translate } from '../i18n/index.ts'
import type { Remaining, RowIssue } from './domain/rows.ts'
import type { ImportKind } from './kind.ts'

export interface Wording {
  readonly t: Translate
  readonly locale: Locale
  readonly kind: Pick<ImportKind, 'words' | 'columns'>
}

/** What is to be said about a cell, or about the row. */
export function issueText({ t, locale, kind }: Wording, issue: RowIssue): string {
  if (issue.code.startsWith('error.')) return t(issue.code, { label: '', ...issue.values })
  const day = parseDay(issue.value ?? '')
  return t(keyOf({ t, kind }, 'issue', issue.code), {
    column: headerOf(kind, issue.column),
    value: day ? createFormat(locale).day(day) : (issue.value ?? ''),
    other: issue.other ?? '',
  })
}

/** Why a row is left out that is none of what is read. */
export const besideText = (wording: Pick<Wording, 't' | 'kind'>, code: string): string =>
  wording.t(keyOf(wording, 'beside', code))

/** Why a row could not be taken back. */
export const remainsText = (wording: Pick<Wording, 't' | 'kind'>, { code, values }: Remaining): string =>
  wording.t(keyOf(wording, 'remains', code), { ...values })

export const headerOf = (kind: Pick<ImportKind, 'columns'>, column: string | null): string =>
  kind.columns.find(({ key }) => key === column)?.header ?? ''

/** The room's own sentence, else the one that all lists share. */
function keyOf({ t, kind }: Pick<Wording, 't' | 'kind'>, group: string, code: string): string {
  const own = `${kind.words}.${group}.${code}`
  return t.has(own) ? own : `importing.${group}.${code}`
}
