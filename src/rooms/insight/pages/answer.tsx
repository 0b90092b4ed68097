import { NoData } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** The time to an answer, a figure of its own: an answer is an act of an office, not yet a step of the person. */
export function AnswerTime({ view }: { view: InterfaceView }) {
  const { t } = useRender()
  const answer = view.figures.table.tables.answer.rows[0]
  return (
    <Section title={t('insight.answer.title')}>
      {!answer || answer.medianDays === null ? (
        <NoData>{t('insight.answer.none')}</NoData>
      ) : (
        <p className="nl-text">
          {t('insight.answer.half', {
            days: Math.round(answer.medianDays),
            working: Math.round(answer.medianWorkingDays ?? answer.medianDays),
          })}{' '}
          {t('insight.answer.answered', {
            answered: answer.answered,
            all: rowOf(view).handOvers,
            waiting: answer.waiting,
          })}
        </p>
      )}
    </Section>
  )
}
