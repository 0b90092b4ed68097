import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Details,
  Form,
  Meta,
  Note,
  RadioGroup,
  Stack,
  State,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type Answer, choicesFor, type Standing, same, standingOf } from '../domain/answers.ts'
import type { Item } from '../queries/asked.ts'
import type { AnswerPaths } from './answer.tsx'
import { LastSaid, SaidText, StandingState } from './parts.tsx'
import { standingWord } from './words.ts'

interface ItemProps {
  readonly item: Item
  /** Where this measure stands among the questions. */
  readonly place: { readonly at: number; readonly of: number }
  readonly paths: AnswerPaths
  readonly form: FormState | undefined
}

/** The form for one measure. Nothing is preselected: who answers decides; the last answer stands beside. */
export function AnswerItem({ item, place, paths, form }: ItemProps) {
  const { t } = useRender()
  if (item.state === 'approved') return <Settled item={item} paths={paths} />
  return (
    <Stack>
      <Stack gap="s">
        <Meta>{t('measures.answer.place', place)}</Meta>
        <StandingState of={item.asked} />
      </Stack>
      {item.returnNote && (
        <Note kind="attention">
          <strong className="nl-strong">{t('measures.answer.returned')}</strong> {item.returnNote}
        </Note>
      )}
      {item.last && <LastSaid last={item.last} />}
      <Form
        action={paths.item(item.id)}
        route={paths.itemRoute}
        labels={answerLabels(t)}
        initial={initialOf(item)}
        {...(form && { state: form })}
      >
        <AnswerFields asked={item.asked} />
        <ButtonRow>
          <Button>{t('measures.answer.save')}</Button>
          <ButtonLink look="tertiary" to={paths.list}>
            {t('measures.answer.to-list')}
          </ButtonLink>
        </ButtonRow>
        <Meta>{t('measures.answer.not-sent-yet')}</Meta>
      </Form>
    </Stack>
  )
}

type T = ReturnType<typeof useRender>['t']

export const answerLabels = (t: T) => ({
  choice: t('measures.answer.field.choice'),
  done: t('measures.answer.field.done'),
  obstacle: t('measures.answer.field.obstacle'),
  next: t('measures.answer.field.next'),
  publicText: t('measures.answer.field.publicText'),
})

/** The questions themselves; forms outside a campaign ask the same ones. */
export function AnswerFields({ asked }: { asked: Standing }) {
  const { t } = useRender()
  return (
    <>
      <RadioGroup
        name="choice"
        choices={choicesFor(asked).map((choice) => ({
          value: choice,
          label:
            choice === 'unchanged'
              ? t('measures.answer.choice.unchanged', { standing: standingWord(t, asked) })
              : t(`measures.state.${choice}`),
          hint: choice === 'unchanged' ? t('measures.answer.hint.unchanged') : hintOf(t, choice, asked),
        }))}
      />
      <TextArea name="done" rows={3} maxLength={2000} hint={t('measures.answer.hint.done')} />
      <TextArea name="obstacle" rows={2} maxLength={1000} optional hint={t('measures.answer.hint.obstacle')} />
      <TextArea name="next" rows={2} maxLength={1000} optional />
      <Details summary={t('measures.answer.public')}>
        <TextArea name="publicText" rows={3} maxLength={1000} optional hint={t('measures.answer.hint.publicText')} />
      </Details>
    </>
  )
}

function hintOf(t: T, choice: Answer['choice'], asked: Standing): string | undefined {
  if (choice === 'stalled') return t('measures.answer.hint.stalled')
  if (choice === 'established') return t('measures.answer.hint.established')
  if (choice === 'inProgress' && asked.stalled && same({ state: 'inProgress', stalled: true }, asked))
    return t('measures.answer.hint.again')
  return undefined
}

/** What was saved stands in the form, else what was sent and can still be corrected, else nothing. */
function initialOf(item: Item): Record<string, string | null> {
  if (item.answer) return { ...item.answer }
  if (!item.report) return {}
  const { unchanged, done, obstacle, next, publicText } = item.report
  const choice = unchanged
    ? 'unchanged'
    : choicesFor(item.asked).find((one) => same(standingOf(one, item.asked), item.report as Standing))
  return { choice: choice ?? null, done, obstacle, next, publicText }
}

function Settled({ item, paths }: { item: Item; paths: AnswerPaths }) {
  const { t } = useRender()
  return (
    <Stack>
      <State kind="done">{t('measures.answer.state.approved')}</State>
      {item.report && (
        <>
          <StandingState of={item.report} />
          <SaidText said={item.report} />
        </>
      )}
      <ButtonRow>
        <ButtonLink look="secondary" to={paths.list}>
          {t('measures.answer.to-list')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
