import { Section, useRender } from '../../../../platform/ui/index.ts'
import type { LogView } from './log.tsx'

/** Why they wait: told only where the log knows when work began and ended and who did it; else what is missing for it. */
export function Causes({ view }: { view: LogView }) {
  const { t } = useRender()
  const { beginsKnown, peopleKnown } = view.figures.table.tables.overview.rows[0]!
  const missing = beginsKnown ? (peopleKnown ? 'yet' : 'people') : peopleKnown ? 'begin' : 'both'
  return (
    <Section title={t('insight.explore.causes.title')}>
      <p className="nl-text">{t(`insight.explore.causes.${missing}`)}</p>
    </Section>
  )
}
