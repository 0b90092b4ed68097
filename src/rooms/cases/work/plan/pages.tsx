import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Form,
  Hidden,
  History,
  Name,
  RadioGroup,
  Section,
  Stack,
  State,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { fileOf, type SeenFile } from '../file.ts'
import { filePath, partPage } from '../part.tsx'
import { stepMark, stepMoves } from './domain.ts'
import { changesOfStep, getStep, type Step, type StepChange } from './queries.ts'
import { doerWords, stepWords } from './words.tsx'

/** One step: what it says, what became of it, and what may follow. */
export async function showStep(request: PageRequest<'id' | 'step'>): Promise<Page> {
  const { tx, params, form } = request
  const file = await fileOf(request)
  const step = await getStep(tx, file, params.step)
  const changes = await changesOfStep(tx, step.id)
  const names = await namesOf(
    tx,
    changes.map(({ by }) => by),
  )
  const path = filePath(file.id)
  return partPage(request, file, {
    title: step.title,
    headline: <Name>{step.title}</Name>,
    actions: file.writes && (
      <>
        <ButtonLink to={`${path}/findings/new?at=step-${step.id}`} look="secondary">
          {request.t('cases.plan.report-hurdle')}
        </ButtonLink>
        <ButtonLink to={`${path}/steps/${step.id}/edit`} look="tertiary">
          {request.t('cases.plan.edit')}
        </ButtonLink>
      </>
    ),
    body: <StepPage file={file} step={step} changes={changes} names={names} form={form} />,
  })
}

interface StepProps {
  readonly file: SeenFile
  readonly step: Step
  readonly changes: readonly StepChange[]
  readonly names: ReadonlyMap<string, string>
  readonly form: PageRequest['form']
}

function StepPage({ file, step, changes, names, form }: StepProps) {
  const words = useRender()
  const { t, today } = words
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ changed: 'cases.plan.done.changed', moved: 'cases.plan.done.moved' }} />
      <DescriptionList
        items={[
          {
            term: t('cases.plan.field.state'),
            value: <State kind={stepMark(step, today)}>{stepWords(words, step) ?? t('cases.plan.step-is.open')}</State>,
          },
          { term: t('cases.plan.field.doer'), value: <Name>{doerWords(words, step)}</Name> },
          {
            term: t('cases.plan.field.translated'),
            value: step.translated && (
              <bdi lang={step.translatedInto ?? undefined} dir="auto">
                {step.translated}
              </bdi>
            ),
          },
          { term: t('cases.plan.field.note'), value: step.note && <Name>{step.note}</Name> },
          { term: t('cases.plan.field.reason'), value: step.reason && <Name>{step.reason}</Name> },
        ]}
      />
      {file.writes && <MoveForm file={file} step={step} form={form} />}
      {changes.length > 0 && (
        <Section title={t('cases.plan.history')}>
          <History
            entries={changes.map((change) => ({
              key: change.id,
              at: change.at,
              who: names.get(change.by ?? '') ?? '',
              what: (
                <>
                  {t(`cases.plan.event.${change.event}`)}
                  {change.reason && (
                    <>
                      {': '}
                      <Name>{change.reason}</Name>
                    </>
                  )}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </Stack>
  )
}

function MoveForm({ file, step, form }: Pick<StepProps, 'file' | 'step' | 'form'>) {
  const { t } = useRender()
  const possible = Object.keys(stepMoves[step.state]) as (keyof typeof stepMoves)[]
  return (
    <Section title={t('cases.plan.move')}>
      <Form
        action={`${filePath(file.id)}/steps/${step.id}`}
        route="/cases/:id/steps/:step"
        state={form}
        initial={{ state: possible[0] }}
        labels={{
          state: t('cases.plan.field.becomes'),
          on: t('cases.plan.field.on'),
          note: t('cases.plan.field.note'),
          reason: t('cases.plan.field.reason'),
        }}
      >
        <Hidden name="version" value={step.version} />
        <RadioGroup
          name="state"
          choices={possible.map((state) => ({ value: state, label: t(`cases.plan.becomes.${state}`) }))}
        />
        <DateField name="on" optional hint={t('cases.plan.on-hint')} />
        {step.state === 'open' && <TextField name="note" optional maxLength={200} hint={t('cases.plan.note-hint')} />}
        <TextArea name="reason" optional={step.state === 'open'} maxLength={1000} hint={t('cases.plan.reason-hint')} />
        <ButtonRow>
          <Button>{t('cases.work.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
