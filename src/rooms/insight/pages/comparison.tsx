import { State, useRender } from '../../../platform/ui/index.ts'
import { type Comparison, compare } from '../domain/sentences.ts'

/** The figure beside the same period of the previous year: more lost days is worse, so it rises in orange. */
export function ComparedWithLastYear({ now, before }: { now: number; before: number | null }) {
  const { t, format } = useRender()
  const comparison = compare(now, before)
  switch (comparison.kind) {
    case 'up':
      return <State kind="rising">{format.change(comparison.share)}</State>
    case 'down':
      return <State kind="falling">{format.change(comparison.share)}</State>
    case 'same':
      return <State kind="level">{t('insight.compare.same')}</State>
    default:
      return <span className="nl-muted">{t(`insight.compare.${comparison.kind satisfies Comparison['kind']}`)}</span>
  }
}
