import type { ReactNode } from 'react'
import { type Day, parseDay } from '../../../../kernel/day.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, type Locale, type Translate } from '../../../../platform/i18n/index.ts'
import { Alert, History, type HistoryEntry, Meta, Text } from '../../../../platform/ui/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { differing } from '../domain/content.ts'
import { type Proposal, type ProposalVersion, versionsOf } from '../queries/proposals.ts'
import { labelsOf } from './labels.ts'

/** After a conflict: who was faster, and what they wrote, beside what was typed, which stands in the form below. */
export async function meanwhile(request: PageRequest, proposal: Proposal): Promise<ReactNode> {
  const { tx, t, form } = request
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  if (!form || !issue) return null
  const seen = Number(form.values['version'])
  const versions = Number.isInteger(seen) ? await versionsOf(tx, proposal.id, seen) : []
  return (
    <Alert kind="danger" title={t('steering.meanwhile.title')}>
      <Text>{t('error.changed-meanwhile', issue.values)}</Text>
      <History entries={await historyOf(request, versions)} />
      <Meta>{t('steering.meanwhile.next')}</Meta>
    </Alert>
  )
}

/** Versions in words, each with what it changed against the one before it; the oldest given is only compared with. */
export async function historyOf(
  { tx, t, locale, clock }: Pick<PageRequest, 'tx' | 't' | 'locale' | 'clock'>,
  versions: readonly ProposalVersion[],
): Promise<HistoryEntry[]> {
  const labels = labelsOf(t)
  const offices = new Map((await organisationNames(tx, clock.today())).map(({ id, name }) => [id as string, name]))
  return versions.flatMap((one, index) => {
    const before = versions[index + 1]
    if (!before && one.version > 1) return []
    return [
      {
        key: String(one.version),
        at: one.changedAt,
        who: one.changedBy ?? t('steering.history.system'),
        what: t(`steering.history.event.${one.event}`),
        changes: before
          ? differing(before.content, one.content)
              .filter(({ field }) => labels[field] !== undefined)
              .map(({ field, ...values }) => ({
                field: labels[field] ?? field,
                before: valueWords(t, locale, field, values.before, offices),
                after: valueWords(t, locale, field, values.after, offices),
              }))
          : [],
      },
    ]
  })
}

function valueWords(
  t: Translate,
  locale: Locale,
  field: string,
  value: string,
  offices: ReadonlyMap<string, string>,
): string {
  if (value === '') return ''
  if (field === 'state') return t(`steering.proposals.state.${value}`)
  if (field === 'canChange')
    return value
      .split(' ')
      .map((level) => t(`steering.proposals.level.${level}`))
      .join(', ')
  if (field.endsWith('-legal')) return t(`steering.proposals.legal.${value}`)
  const day: Day | undefined = parseDay(value)
  if (day) return createFormat(locale).day(day)
  if (isId(value)) return offices.get(value) ?? t('steering.history.chosen')
  return value
}
