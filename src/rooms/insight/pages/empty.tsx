import { Empty, Link, useRender } from '../../../platform/ui/index.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'

/** A district without a single hand-over on record: why there is nothing, and what comes next. */
export function NoRecords({ view }: { view: View<Sheet> }) {
  const { t, may } = useRender()
  const interfaces = [...view.directory.interfaces.values()].filter(({ endedOn }) => endedOn === null)
  const agreed = interfaces.filter(({ targets }) => (targets.at(-1)?.days ?? null) !== null)
  return (
    <Empty title={t('insight.empty.title')}>
      <p className="nl-text">{t('insight.empty.why')}</p>
      <p className="nl-text">
        {t('insight.empty.interfaces', { count: interfaces.length, agreed: agreed.length })}{' '}
        {t('insight.empty.next-hand-over')}
      </p>
      {may('network.read') && (
        <p>
          <Link to="/network/interfaces">{t('insight.empty.next-catalogue')}</Link>
        </p>
      )}
    </Empty>
  )
}
