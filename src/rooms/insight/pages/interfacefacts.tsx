import { type Fact, Facts, useRender } from '../../../platform/ui/index.ts'
import { compare, fewCases } from '../domain/sentences.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** The line of figures, each with what it is measured against. */
export function InterfaceFacts({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const row = rowOf(view)
  const days = row.agreed ? row.lostDays : row.waitingDays
  const comparison = compare(days, row.previousKnown ? row.previousDays : null)
  const few = row.handOvers < fewCases
  const narrowed = view.filter.towns.length > 0 || view.filter.group !== null
  const facts: readonly (Fact | false)[] = [
    {
      label: t('insight.interface.hand-overs'),
      value: format.number(row.handOvers),
      beside: t('insight.interface.hand-overs-beside', { arrived: row.arrived }),
    },
    row.agreed
      ? {
          label: t('insight.interface.lost'),
          value: format.number(row.lostDays),
          beside: t('insight.interface.lost-beside', {
            share: row.shareOfAll,
            whole: t(narrowed ? 'insight.interface.selection' : 'insight.interface.district'),
          }),
        }
      : {
          label: t('insight.interface.waiting'),
          value: format.number(row.waitingDays),
          beside: t('insight.interface.waiting-beside'),
        },
    row.agreed &&
      row.target !== null && {
        label: t('insight.interface.kept', { days: row.target }),
        value: row.keptShare === null ? '–' : format.percent(row.keptShare),
        beside:
          row.keptShare === null
            ? t('insight.interface.kept-none')
            : t('insight.interface.kept-beside', { kept: row.kept, judged: row.judged }),
      },
    {
      label: t('insight.interface.tenth'),
      value: row.p90 === null || few ? '–' : t('insight.interface.tenth-days', { days: Math.round(row.p90) }),
      beside: few
        ? t('insight.interface.tenth-few')
        : row.p90 === null
          ? t('insight.interface.tenth-unknown')
          : row.median !== null && t('insight.interface.tenth-beside', { median: Math.round(row.median) }),
    },
    comparison.kind === 'unknown'
      ? {
          label: t('insight.interface.previous'),
          value: t('insight.interface.previous-none'),
          beside:
            view.recordsFrom && t('insight.interface.previous-none-beside', { month: format.month(view.recordsFrom) }),
          words: true,
        }
      : {
          label: t('insight.interface.previous'),
          value: 'share' in comparison ? format.change(comparison.share) : t(`insight.compare.${comparison.kind}`),
          beside: t('insight.interface.previous-beside', { agreed: row.agreed ? 'yes' : 'no', days: row.previousDays }),
          words: !('share' in comparison),
        },
    {
      label: t('insight.interface.open'),
      value: format.number(row.open),
      beside: row.agreed
        ? t('insight.interface.open-beside', { days: row.lostOpen })
        : t('insight.interface.open-beside-waiting'),
    },
  ]
  return <Facts facts={facts.filter((fact) => fact !== false)} />
}
