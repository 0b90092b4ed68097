import type { FormState } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import { Alert, State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import type { NextStep } from '../domain/progress.ts'
import type { ReviewState, Verdict } from '../domain/verdicts.ts'
import type { Review } from '../queries/reviews.ts'

const stateLook: Readonly<Record<ReviewState, StateKind>> = {
  preparing: 'open',
  reviewing: 'progress',
  concluded: 'done',
}

export function ReviewStateMark({ state }: { state: ReviewState }) {
  const { t } = useRender()
  return <State kind={stateLook[state]}>{t(`measures.reviews.state.${state}`)}</State>
}

const stepLook: Readonly<Record<NextStep, StateKind>> = {
  settle: 'attention',
  decide: 'progress',
  assign: 'open',
  hear: 'open',
  done: 'done',
}

export function StepMark({ step }: { step: NextStep }) {
  const { t } = useRender()
  return <State kind={stepLook[step]}>{t(`measures.reviews.step.${step}`)}</State>
}

export const verdictWord = (t: Translate, verdict: Verdict): string => t(`measures.reviews.verdict.${verdict}`)

/** The way to a page of a review. */
export const crumbsTo = (t: Translate, review?: Pick<Review, 'id' | 'title'>) => [
  { label: t('measures.title'), path: '/measures' },
  { label: t('measures.reviews.title'), path: '/measures/reviews' },
  ...(review ? [{ label: review.title, path: `/measures/reviews/${review.id}` }] : []),
]

/** Texts of the district, of several paragraphs, as typed: German on a page of any language. */
export function Paragraphs({ text }: { text: string }) {
  const { locale } = useRender()
  return (
    <div className="nl-stack nl-stack--s" lang={locale === 'de' ? undefined : 'de'}>
      {text.split(/\n+/).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text never change their order
        <p key={index} className="nl-text" dir="auto">
          {paragraph}
        </p>
      ))}
    </div>
  )
}

/**
 * Why a button without fields did nothing: its form may no longer stand on the page, and then nobody else says it. `routes`
 * are those of such buttons.
 */
export function Refusal({ form, routes }: { form: FormState | undefined; routes: readonly string[] }) {
  const { t } = useRender()
  if (!form || !routes.includes(form.route)) return null
  return (
    <Alert kind="danger" title={t('measures.reviews.refused')}>
      {form.issues.map(({ code, values }) => (
        <p key={code}>{t(`error.${code}`, { label: '', ...values })}</p>
      ))}
    </Alert>
  )
}
