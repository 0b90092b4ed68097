import { DatedList, Link, Section, useRender } from '../../../platform/ui/index.ts'
import type { TargetEntry } from '../directory.ts'
import type { InterfaceView } from './interfaceview.ts'

/** The agreed targets and since when each holds, newest first. */
export function Targets({ view }: { view: InterfaceView }) {
  const { t, may } = useRender()
  const words = useTargetWords()
  const targets = view.directory.interfaces.get(view.key)?.targets ?? []
  return (
    <Section title={t('insight.targets.title')}>
      {targets.length === 0 ? (
        <>
          <p>{t('insight.targets.never')}</p>
          {may('network.edit') && (
            <p>
              <Link to={`/network/interfaces/${view.key}`}>{t('insight.targets.set')}</Link>
            </p>
          )}
        </>
      ) : (
        <DatedList
          items={[...targets].reverse().map((target) => ({
            key: target.from,
            on: target.from,
            content: words(target),
            meta: target.agreedBetween && t('insight.targets.between', { parties: target.agreedBetween }),
          }))}
        />
      )}
    </Section>
  )
}

function useTargetWords() {
  const { t } = useRender()
  return ({ days, unit }: TargetEntry) =>
    days === null
      ? t('insight.targets.none')
      : t(unit === 'workingDays' ? 'insight.targets.working-days' : 'insight.targets.days', { days })
}

/** The target that holds on the reference date, for the source trail; empty when there is none. */
export function useTargetText(view: InterfaceView): string {
  const { t, format } = useRender()
  const words = useTargetWords()
  const target = view.directory.interfaces.get(view.key)?.targets.findLast(({ from }) => from <= view.span.asOf)
  if (!target) return t('insight.targets.none')
  const since = t('insight.targets.since', { day: format.day(target.from) })
  const between = target.agreedBetween && t('insight.targets.between', { parties: target.agreedBetween })
  return [words(target), since, between].filter(Boolean).join(', ')
}
