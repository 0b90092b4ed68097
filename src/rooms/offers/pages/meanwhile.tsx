import type { ReactNode } from 'react'
import { type Day, parseDay } from '../../../kernel/day.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { createFormat, type Locale, languageName, type Translate } from '../../../platform/i18n/index.ts'
import { Alert, History, type HistoryEntry, Meta, Text } from '../../../platform/ui/index.ts'
import type { FieldValue } from '../domain/changes.ts'
import { type Change, changesOf } from '../queries/histories.ts'
import type { Offer } from '../queries/offers.ts'
import { readGroups, readTopics, type Words } from './words.ts'

/** After a conflict: who was faster, and what they changed. Nothing typed is lost. */
export async function changedMeanwhile(request: PageRequest, offer: Offer): Promise<ReactNode> {
  const { tx, t, form } = request
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  if (!form || !issue) return null
  const seen = Number(form.values['version'])
  const changes = Number.isInteger(seen) ? await changesOf(tx, offer.id, { after: seen }) : []
  return (
    <Alert kind="danger" title={t('offers.meanwhile.title')}>
      <Text>{t('error.changed-meanwhile', issue.values)}</Text>
      <History entries={await historyEntries(request, changes)} />
      <Meta>{t('offers.meanwhile.next')}</Meta>
    </Alert>
  )
}

/** Versions of an offer in words. */
export async function historyEntries(
  { tx, t, locale }: Pick<PageRequest, 'tx' | 't' | 'locale'>,
  changes: readonly Change[],
): Promise<HistoryEntry[]> {
  const lists = { topic: await readTopics(tx, locale), targetGroups: await readGroups(tx, locale) }
  return changes.map((change) => ({
    key: String(change.version),
    at: change.changedAt,
    who: change.changedBy ?? t('offers.history.system'),
    what: t(`offers.event.${change.event}`),
    changes: change.changes.map(({ field, before, after }) => ({
      field: t(`offers.field.${field}`),
      before: valueWords(t, locale, lists, field, before),
      after: valueWords(t, locale, lists, field, after),
    })),
  }))
}

const codes: Readonly<Record<string, string>> = {
  state: 'offers.state',
  booking: 'offers.booking',
  cost: 'offers.cost',
}

function valueWords(
  t: Translate,
  locale: Locale,
  lists: Readonly<Record<string, Words>>,
  field: string,
  value: FieldValue,
): string {
  const format = createFormat(locale)
  const one = (part: string): string => {
    if (field === 'languages') return languageName(part, locale)
    if (lists[field]) return lists[field].name(part)
    return codes[field] ? t(`${codes[field]}.${part}`) : part
  }
  if (value === null || value === '') return ''
  if (typeof value === 'number') return format.number(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'object') {
    return value.length === 0 && field === 'reach' ? t('offers.reach.district') : value.map(one).join(', ')
  }
  const day: Day | undefined = field.endsWith('On') || field.endsWith('Since') ? parseDay(value) : undefined
  return day ? format.day(day) : one(value)
}
