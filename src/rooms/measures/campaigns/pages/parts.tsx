import type { FormState } from '../../../../platform/http/index.ts'
import { ProgressBar } from '../../../../platform/ui/charts/index.ts'
import { Alert, Details, Figure, Meta, Stack, useRender } from '../../../../platform/ui/index.ts'
import { MeasureStateMark } from '../../pages/words.tsx'
import type { Standing } from '../domain/answers.ts'
import type { Progress } from '../domain/steps.ts'
import type { Said } from '../queries/asked.ts'
import { standingWord } from './words.ts'

/** How a measure stands: shape and word, on a line of its own. */
export function StandingState({ of }: { of: Standing }) {
  return (
    <div>
      <MeasureStateMark {...of} />
    </div>
  )
}

/** The bar of a campaign: reviewed, reported and to be reviewed, open. */
export function CampaignBar({ of }: { of: Progress }) {
  const { t } = useRender()
  return (
    <ProgressBar
      label={progressWords(t, of)}
      parts={[
        { key: 'approved', value: of.approved, kind: 'done' },
        { key: 'submitted', value: of.submitted, kind: 'waiting' },
        { key: 'open', value: of.open, kind: 'open' },
      ]}
    />
  )
}

type T = ReturnType<typeof useRender>['t']

export const progressWords = (t: T, { approved, submitted, open }: Progress): string =>
  t('measures.campaign.progress', { approved, submitted, open })

/** Text that somebody typed, with its line breaks. */
export function Lines({ text }: { text: string }) {
  return (
    <div className="nl-text" dir="auto">
      {text.split(/\n+/).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change their order
        <p key={index}>{line}</p>
      ))}
    </div>
  )
}

/** What a report says, question by question. */
export function SaidText({ said }: { said: Pick<Said, 'done' | 'obstacle' | 'next'> }) {
  const { t } = useRender()
  const parts = [
    { key: 'done', text: said.done },
    { key: 'obstacle', text: said.obstacle },
    { key: 'next', text: said.next },
  ].filter((part) => part.text !== null)
  return (
    <dl className="nl-dl">
      {parts.map(({ key, text }) => (
        <div key={key}>
          <dt>{t(`measures.campaign.said.${key}`)}</dt>
          <dd>
            <Lines text={text as string} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The last report before, folded: what was said then. */
export function LastSaid({ last, open }: { last: Said; open?: boolean }) {
  const { t, format } = useRender()
  return (
    <Details
      summary={t('measures.answer.last', { day: format.day(last.asOf), standing: standingWord(t, last) })}
      open={open ?? false}
    >
      <SaidText said={last} />
    </Details>
  )
}

/** Figures of a bar as one line under it. */
export function ProgressLine({ of, units }: { of: Progress; units?: string }) {
  const { t } = useRender()
  return (
    <Stack gap="s">
      <Meta>
        <Figure>{progressWords(t, of)}</Figure>
        {units && `: ${units}`}
      </Meta>
    </Stack>
  )
}

/** What was not done and why, where the form that was sent is no longer on the page: somebody else was faster. */
export function NotDone({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  if (!form || form.issues.length === 0) return null
  return (
    <Alert kind="danger" title={t('measures.campaign.not-done')}>
      {form.issues.map((issue) => (
        <p key={issue.field + issue.code}>{t(`error.${issue.code}`, issue.values)}</p>
      ))}
    </Alert>
  )
}
