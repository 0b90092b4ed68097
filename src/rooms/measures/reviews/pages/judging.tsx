import { MultiSelect, RadioGroup, TextArea, useRender } from '../../../../platform/ui/index.ts'
import { verdictNeeds, verdicts } from '../domain/verdicts.ts'

/** A measure of the same review that one can go together with. */
export interface Other {
  readonly id: string
  readonly number: string
  readonly title: string
}

/** The fields that an opinion and a decision have alike. */
export function JudgementFields({ others }: { others: readonly Other[] }) {
  const { t } = useRender()
  return (
    <>
      <RadioGroup
        name="verdict"
        choices={verdicts.map((verdict) => ({
          value: verdict,
          label: t(`measures.reviews.verdict.${verdict}`),
          hint: t(`measures.reviews.verdict-hint.${verdict}`),
        }))}
      />
      <TextArea name="reason" rows={3} maxLength={4000} />
      <TextArea
        name="targetText"
        optional
        rows={5}
        maxLength={8000}
        hint={t('measures.reviews.target-hint', {
          needed: verdicts
            .filter((verdict) => verdictNeeds[verdict].targetText === 'required')
            .map((verdict) => t(`measures.reviews.verdict.${verdict}`))
            .join(', '),
        })}
      />
      {others.length > 0 && (
        <MultiSelect
          name="mergeWith"
          optional
          hint={t('measures.reviews.merge-hint')}
          choices={others.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        />
      )}
    </>
  )
}

/** The names of those fields; `what` is an opinion or a decision. */
export function useJudgementLabels(what: 'verdict' | 'decision') {
  const { t } = useRender()
  return {
    verdict: t(`measures.reviews.field.${what}`),
    reason: t('measures.reviews.field.reason'),
    targetText: t('measures.reviews.field.targetText'),
    mergeWith: t('measures.reviews.field.mergeWith'),
  }
}
