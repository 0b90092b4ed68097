import type { Translate } from '../../../platform/i18n/index.ts'
import { newsText } from './news.ts'
import type { OwnFinding } from './queries.ts'

/** What happened to it, in words: by whom it waits, when it was released, which topic it is part of. */
export function fateOf(
  row: OwnFinding,
  t: Translate,
  format: { day: (day: NonNullable<OwnFinding['decidedOn']>) => string },
): string {
  const on = row.decidedOn === null ? '' : format.day(row.decidedOn)
  if (row.state === 'inTopic') return row.latest ? newsText(row.latest, t, format) : (row.topicTitle ?? '')
  if ((row.state === 'returned' || row.state === 'dropped') && row.reason)
    return t(`cases.finding.reason.${row.reason}`)
  if (row.state === 'released')
    return row.text === null ? t('cases.finding.counts') : t('cases.finding.released-on', { on })
  return row.state === 'reported' ? t('cases.finding.waits') : t('cases.finding.withdrawn')
}
