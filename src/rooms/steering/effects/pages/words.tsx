import type { Format, Translate } from '../../../../platform/i18n/index.ts'
import { State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import type { CheckState, Verdict } from '../domain/states.ts'
import type { EffectRow, FrozenReading, Known, NeedEffectRow } from '../figures.ts'

const marks: Readonly<Record<CheckState | Verdict, StateKind>> = {
  planned: 'open',
  running: 'progress',
  told: 'finished',
  helped: 'finished',
  didNot: 'declined',
  tooEarly: 'progress',
}

/** The verdict where there is one, else how far the check is. */
export function VerdictMark({ state, verdict }: { state: CheckState; verdict: Verdict | null }) {
  const { t } = useRender()
  return verdict === null ? (
    <State kind={marks[state]}>{t(`steering.effect.state.${state}`)}</State>
  ) : (
    <State kind={marks[verdict]}>{t(`steering.effect.verdict.${verdict}`)}</State>
  )
}

/**
 * "Wartezeiten −23 % (95-%-Bereich −34 % bis −12 %)": the change with its interval; undefined where it is withheld. `whole`:
 * with what it is a change from.
 */
export function changeText(
  t: Translate,
  format: Format,
  row: Known<EffectRow> | undefined,
  whole = false,
): string | undefined {
  if (row?.ratio === undefined) return undefined
  const change = (ratio: number | undefined) =>
    ratio === undefined ? t('steering.effect.open-end') : format.change(ratio - 1)
  return t(whole ? 'steering.effect.change-long' : 'steering.effect.change', {
    change: change(row.ratio),
    low: change(row.ratioLow),
    high: change(row.ratioHigh),
  })
}

/** The change of needs met with its interval; undefined where it is not known or withheld. */
export function needChangeText(
  t: Translate,
  format: Format,
  row: Known<NeedEffectRow> | undefined,
  whole = false,
): string | undefined {
  if (row?.metRatio === undefined) return undefined
  const change = (ratio: number | undefined) =>
    ratio === undefined ? t('steering.effect.open-end') : format.change(ratio - 1)
  return t(whole ? 'steering.effect.gap.change-long' : 'steering.effect.gap.change', {
    change: change(row.metRatio),
    low: change(row.metLow),
    high: change(row.metHigh),
  })
}

/** The change of whatever was checked, as frozen. */
export const readingText = (t: Translate, format: Format, reading: FrozenReading | undefined): string | undefined =>
  reading?.needs ? needChangeText(t, format, reading.needs) : changeText(t, format, reading?.row)

/**
 * The interval excludes that nothing changed, but for the first year only just, so there is no verdict yet. To say beside it
 * that both are possible would contradict it.
 */
export const isJustBeyond = (verdict: Verdict, isBeyond: boolean, months = 0): boolean =>
  verdict === 'tooEarly' && isBeyond && months >= 3
