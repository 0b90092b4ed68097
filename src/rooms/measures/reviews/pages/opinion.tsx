import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  Details,
  Form,
  Section,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { OfferedEvidence } from '../queries/evidence.ts'
import type { GivenOpinion } from '../queries/work.ts'
import { JudgementFields, type Other, useJudgementLabels } from './judging.tsx'

interface OpinionFormProps {
  readonly path: string
  /** What the person said before; sending again replaces it, and it stays readable. */
  readonly own: GivenOpinion | undefined
  readonly others: readonly Other[]
  readonly offered: readonly OfferedEvidence[]
  readonly form: FormState | undefined
}

const route = '/measures/reviews/:id/measures/:measure'

/** The opinion of the person reading. One who has given theirs finds the form folded. */
export function OpinionForm({ path, own, others, offered, form }: OpinionFormProps) {
  const { t } = useRender()
  const fields = <OpinionFields path={path} own={own} others={others} offered={offered} form={form} />
  return (
    <Section title={t(own ? 'measures.reviews.change-opinion' : 'measures.reviews.your-opinion')}>
      {own ? (
        <Details summary={t('measures.reviews.change-opinion-hint')} open={form?.route === route}>
          {fields}
        </Details>
      ) : (
        fields
      )}
    </Section>
  )
}

function OpinionFields({ path, own, others, offered, form }: OpinionFormProps) {
  const { t, format } = useRender()
  return (
    <Form
      action={path}
      route={route}
      labels={{
        ...useJudgementLabels('verdict'),
        heard: t('measures.reviews.field.heard'),
        evidence: t('measures.reviews.field.evidence'),
        documentLabel: t('measures.reviews.field.documentLabel'),
        documentAddress: t('measures.reviews.field.documentAddress'),
      }}
      initial={
        own && {
          verdict: own.verdict,
          reason: own.reason,
          targetText: own.targetText,
          mergeWith: own.mergeWith,
          heard: own.heard,
        }
      }
      state={form}
    >
      <JudgementFields others={others} />
      <TextField name="heard" optional maxLength={1000} hint={t('measures.reviews.heard-hint')} />
      {offered.length > 0 && (
        <CheckboxList
          name="evidence"
          optional
          hint={t('measures.reviews.evidence-hint')}
          choices={offered.map(({ key, evidence }) => ({
            value: key,
            label: evidence.label,
            hint: `${shortened(evidence.content)} (${format.day(evidence.asOf)})`,
          }))}
        />
      )}
      <TextField name="documentLabel" optional maxLength={300} />
      <TextField name="documentAddress" optional type="url" maxLength={1000} />
      <ButtonRow>
        <Button>{t('measures.reviews.send-opinion')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The beginning of a long report: enough to know which one it is. */
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 160).trimEnd()}…` : text)
