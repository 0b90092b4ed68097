import type { FormState } from '../../../../platform/http/index.ts'
import { Button, ButtonRow, Details, Form, Hidden, Section, useRender } from '../../../../platform/ui/index.ts'
import type { Work } from '../queries/reviews.ts'
import type { Decision } from '../queries/work.ts'
import { JudgementFields, type Other, useJudgementLabels } from './judging.tsx'

interface DecisionFormProps {
  readonly path: string
  readonly row: Work[number]
  readonly decision: Decision | undefined
  readonly others: readonly Other[]
  /** The person has not given their own opinion yet: that comes first. */
  readonly folded: boolean
  readonly form: FormState | undefined
}

const route = '/measures/reviews/:id/measures/:measure/decision'

/**
 * The decision of the lead. Where all opinions agree it begins with what they say, so that agreeing is one button; where
 * they differ it begins empty: nobody's opinion is the default.
 */
export function DecisionForm({ path, row, decision, others, folded, form }: DecisionFormProps) {
  const { t } = useRender()
  const labels = useJudgementLabels('decision')
  const proposed =
    decision ??
    (row.agreement === 'disagreed' ? undefined : (row.opinions.find(({ targetText }) => targetText) ?? row.opinions[0]))
  const sent = form?.route === route
  const conflict = sent && form?.issues.some(({ code }) => code === 'changed-meanwhile')
  const fields = (
    <Form
      action={path}
      route={route}
      prefix="decision-"
      labels={labels}
      initial={
        proposed && {
          verdict: proposed.verdict,
          reason: proposed.reason,
          targetText: proposed.targetText,
          mergeWith: proposed.mergeWith,
        }
      }
      state={form}
    >
      {/* After a conflict the decision that came in between is shown above: then it has been seen. */}
      <Hidden
        name="seen"
        value={sent && !conflict ? String(form?.values['seen'] ?? decision?.number ?? 0) : (decision?.number ?? 0)}
      />
      <JudgementFields others={others} />
      <ButtonRow>
        <Button look={folded ? 'secondary' : 'primary'}>{t('measures.reviews.decide')}</Button>
      </ButtonRow>
    </Form>
  )
  return (
    <Section title={t(decision ? 'measures.reviews.decide-again' : 'measures.reviews.decision')}>
      {folded || decision ? (
        <Details summary={t('measures.reviews.decision-open')} open={sent}>
          {fields}
        </Details>
      ) : (
        fields
      )}
    </Section>
  )
}
