import type { Day } from '../../../../kernel/day.ts'
import type { Format, Translate } from '../../../../platform/i18n/index.ts'
import type { FrozenRelease } from '../../../insight/index.ts'
import type { Return } from '../domain/returning.ts'
import { type EvidenceFigure, figuresOf } from '../queries/evidence.ts'
import type { Proposal, ProposalOption } from '../queries/proposals.ts'

/** Words of a proposal that its page, its sheet and its file share. */

/** `−7.400 bis −5.200 Tage`, `keine Angabe`. A plus stands before what would be more. */
export function effectWords(t: Translate, format: Format, option: ProposalOption): string {
  if (option.effectFrom === null || option.effectTo === null) return t('steering.proposals.no-effect')
  const signed = (value: number) => (value > 0 ? `+${format.number(value)}` : format.number(value))
  return t('steering.proposals.effect-days', {
    range:
      option.effectFrom === option.effectTo
        ? signed(option.effectFrom)
        : format.range(signed(option.effectFrom), signed(option.effectTo)),
  })
}

/** `geprüft 05.11.`, `offen: § 67d SGB X`, `–`. */
export function legalWords(t: Translate, format: Format, { legal, legalNorm, legalOn }: ProposalOption): string {
  if (legal === 'none') return '–'
  const norm = legalNorm ?? ''
  if (legal === 'checked')
    return t('steering.proposals.legal-checked', { day: legalOn ? format.day(legalOn) : '', norm }).trim()
  return t('steering.proposals.legal-open', { norm }).trim()
}

/** `Kreis und Gemeinden`. */
export const levelWords = (t: Translate, format: Format, proposal: Pick<Proposal, 'canChange'>): string =>
  proposal.canChange.length === 0
    ? t('steering.proposals.level-open')
    : format.list(proposal.canChange.map((level) => t(`steering.proposals.level.${level}`)))

/** Where it comes again: a sentence, or a few words for a table. */
export function returnWords(t: Translate, format: Format, one: Return, length: 'sentence' | 'short'): string {
  const meeting = 'meeting' in one && one.meeting ? format.day(one.meeting) : undefined
  const open = 'meeting' in one && !meeting ? '-open' : ''
  const sameDay = one.kind === 'later' && one.until === one.meeting ? '-day' : ''
  return t(`steering.return.${length}.${one.kind}${open}${sameDay}`, {
    ...('until' in one && { until: format.day(one.until) }),
    ...(meeting && { meeting }),
  })
}

/** `412`, `unter 3`, `–`. */
export const figureWords = (t: Translate, format: Format, figure: EvidenceFigure): string =>
  figure === undefined
    ? '–'
    : 'below' in figure
      ? t('steering.proposals.below', { count: figure.below })
      : format.number(Math.round(figure.value))

/** `01.03.2027 · Zwischenstand 15.01.2027`. Without a date: still open, or none where the decision needs none. */
export const termWords = (
  t: Translate,
  format: Format,
  dueOn: Day | null,
  interimOn: Day | null,
  decided = false,
): string =>
  dueOn === null
    ? t(decided ? 'steering.proposals.due-none' : 'steering.proposals.due-open')
    : [format.day(dueOn), ...(interimOn ? [t('steering.proposals.interim', { day: format.day(interimOn) })] : [])].join(
        ' · ',
      )

/**
 * The trail of the figures: what was counted, over which time, when frozen, and the checksum. The number is the released one:
 * the exact population beside a figure that the rule changed would give the change away.
 */
export function sourceWords(t: Translate, format: Format, release: FrozenRelease): string {
  const { source, checksum, releasedAt } = release
  const { kind, people } = figuresOf(release)
  return t('steering.proposals.source', {
    what:
      people && 'value' in people
        ? t(`steering.proposals.counted-${kind}`, { count: people.value })
        : t(`steering.proposals.counted-some-${kind}`),
    period: format.period(source.period.from, source.period.to),
    day: format.day(releasedAt.toISOString().slice(0, 10) as Day),
    checksum: `${checksum.slice(0, 4)} ${checksum.slice(4, 8)}`,
    rule: t(`steering.proposals.release-rule.${release.rule}`),
  })
}
