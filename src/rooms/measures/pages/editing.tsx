import type { ReactNode } from 'react'
import type { FormState, PageRequest } from '../../../platform/http/index.ts'
import { Alert, History, Meta, Text } from '../../../platform/ui/index.ts'
import { type Content, compare, type FieldValue } from '../domain/content.ts'
import { mergeTyped, type Typed } from '../domain/merging.ts'
import { contentsBetween } from '../queries/history.ts'
import { changeWords } from './historywords.ts'

/** What a record says, as its form shows it. Names are those of the form's fields, which are those of the content. */
export function typedOf({ fields, keys = {} }: Content, names: readonly string[]): Typed {
  const typed: Record<string, string | readonly string[]> = {}
  for (const name of names) {
    const value = textOf(keys[name] ?? (name in keys ? null : (fields[name] ?? null)))
    if (value !== undefined) typed[name] = value
  }
  return typed
}

function textOf(value: FieldValue): string | readonly string[] | undefined {
  if (value === null || value === false) return undefined
  if (value === true) return 'on'
  return typeof value === 'object' ? value : String(value)
}

export interface Merging {
  /** The state to give to the form: after a conflict with what the other one changed taken over. */
  readonly state: FormState | undefined
  /** After a conflict, instead of the summary of errors: who was faster, what they changed, what both changed. */
  readonly alert: ReactNode
}

/**
 * For a form that came back because somebody was faster: nothing typed is lost, and what the other one changed in other
 * fields is already in it. Other forms pass through.
 */
export async function merging(
  { tx, t, locale, form }: PageRequest,
  record: { readonly kind: 'measure' | 'concept'; readonly id: string; readonly version: number },
  names: readonly string[],
  labels: Readonly<Record<string, string>>,
): Promise<Merging> {
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  const seen = Number(form?.values['version'])
  if (!form || !issue || !Number.isInteger(seen)) return { state: form, alert: null }
  const { before, after } = await contentsBetween(tx, record.id, { version: seen }, { version: record.version })
  if (!before || !after) return { state: form, alert: null }
  const merged = mergeTyped(names, typedOf(before.content, names), form.values, typedOf(after.content, names))
  return {
    state: { ...form, values: merged.values },
    alert: (
      <Alert kind="danger" title={t('measures.meanwhile.title')}>
        <Text>{t('error.changed-meanwhile', issue.values)}</Text>
        <History
          entries={[
            {
              key: 'theirs',
              at: after.changedAt,
              who: after.changedBy ?? t('measures.history.system'),
              what: t('measures.meanwhile.theirs'),
              changes: changeWords(t, locale, record.kind, compare(before.content, after.content)),
            },
          ]}
        />
        {merged.both.length > 0 && (
          <Text>
            {t('measures.meanwhile.both', { fields: merged.both.map((name) => labels[name] ?? name).join(', ') })}
          </Text>
        )}
        <Meta>{t('measures.meanwhile.next')}</Meta>
      </Alert>
    ),
  }
}
