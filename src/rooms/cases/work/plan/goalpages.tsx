import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Form,
  Hidden,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { readLifeDomains } from '../domains.ts'
import { fileOf, keptFileOf, languageOf, type SeenFile } from '../file.ts'
import { Meanwhile } from '../meanwhile.tsx'
import { filePath, partPage } from '../part.tsx'
import { doers, goalStates } from './domain.ts'
import { type Goal, getGoal, getStep, type Step } from './queries.ts'
import { GoalSteps } from './section.tsx'

/** One goal with its steps and what became of it. */
export async function showGoal(request: PageRequest<'id' | 'goal'>): Promise<Page> {
  const file = await fileOf(request)
  const goal = await getGoal(request.tx, file, request.params.goal)
  const path = `${filePath(file.id)}/goals/${goal.id}`
  return partPage(request, file, {
    title: goal.title,
    headline: <Name>{goal.title}</Name>,
    actions: file.writes && (
      <>
        {goal.state === 'open' && (
          <ButtonLink to={`${path}/steps/new`} look="secondary">
            {request.t('cases.plan.add-step')}
          </ButtonLink>
        )}
        <ButtonLink to={`${path}/edit`} look="tertiary">
          {request.t('cases.plan.edit')}
        </ButtonLink>
      </>
    ),
    body: <GoalPage file={file} goal={goal} form={request.form} />,
  })
}

function GoalPage({ file, goal, form }: { file: SeenFile; goal: Goal; form: PageRequest['form'] }) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ changed: 'cases.plan.done.changed', goal: 'cases.plan.done.goal' }} />
      <DescriptionList
        items={[
          {
            term: t('cases.plan.field.state'),
            value: [t(`cases.plan.goal-is.${goal.state}`), goal.endedOn && format.day(goal.endedOn)]
              .filter(Boolean)
              .join(' · '),
          },
          { term: t('cases.plan.field.targetOn'), value: goal.targetOn && format.day(goal.targetOn) },
          {
            term: t('cases.plan.field.translated'),
            value: goal.translated && (
              <bdi lang={goal.translatedInto ?? undefined} dir="auto">
                {goal.translated}
              </bdi>
            ),
          },
          { term: t('cases.plan.field.reason'), value: goal.reason && <Name>{goal.reason}</Name> },
        ]}
      />
      <Section title={t('cases.plan.steps')}>
        <GoalSteps path={filePath(file.id)} steps={goal.steps} writes={file.writes} />
      </Section>
      {file.writes && (
        <Section title={t('cases.plan.end-goal')}>
          <Meanwhile
            form={form}
            route="/cases/:id/goals/:goal"
            fields={[
              {
                name: 'state',
                label: t('cases.plan.field.becomes'),
                saved: goal.state,
                words: (state) => t(`cases.plan.goal-is.${state}`),
              },
              { name: 'endedOn', label: t('cases.plan.field.on'), saved: goal.endedOn },
              { name: 'reason', label: t('cases.plan.field.reason'), saved: goal.reason },
            ]}
          />
          <Form
            withoutSummary={isConflict(form)}
            action={`${filePath(file.id)}/goals/${goal.id}`}
            route="/cases/:id/goals/:goal"
            state={form}
            initial={{ state: goal.state }}
            labels={{
              state: t('cases.plan.field.becomes'),
              endedOn: t('cases.plan.field.on'),
              reason: t('cases.plan.field.reason'),
            }}
          >
            <Hidden name="version" value={versionFor(form, goal.version)} />
            <RadioGroup
              name="state"
              choices={goalStates.map((state) => ({ value: state, label: t(`cases.plan.goal-is.${state}`) }))}
            />
            <DateField name="endedOn" optional hint={t('cases.plan.on-hint')} />
            <TextArea name="reason" optional maxLength={1000} hint={t('cases.plan.goal-reason-hint')} />
            <ButtonRow>
              <Button look="secondary">{t('cases.work.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Stack>
  )
}

export async function showGoalForm(request: PageRequest<'id' | 'goal'>): Promise<Page> {
  const file = await keptFileOf(request)
  return goalForm(request, file, await getGoal(request.tx, file, request.params.goal))
}

export async function showNewGoal(request: PageRequest<'id'>): Promise<Page> {
  return goalForm(request, await keptFileOf(request), undefined)
}

async function goalForm(request: PageRequest<'id'>, file: SeenFile, goal: Goal | undefined): Promise<Page> {
  const { tx, actor, t, form, locale, clock } = request
  const language = await languageOf(tx, actor, file)
  const options = (await readLifeDomains(tx, locale)).choosable(clock.today(), goal?.lifeDomain)
  return partPage(request, file, {
    title: t(goal ? 'cases.plan.edit-goal' : 'cases.plan.add-goal'),
    layout: 'narrow',
    body: (
      <>
        {goal && (
          <Meanwhile
            form={form}
            fields={[
              { name: 'title', label: t('cases.plan.field.goal'), saved: goal.title },
              { name: 'translated', label: t('cases.plan.field.translated'), saved: goal.translated },
              {
                name: 'lifeDomain',
                label: t('cases.plan.field.lifeDomain'),
                saved: goal.lifeDomain,
                words: (key) => options.find(({ value }) => value === key)?.label ?? key,
              },
              { name: 'targetOn', label: t('cases.plan.field.targetOn'), saved: goal.targetOn },
            ]}
          />
        )}
        <Form
          state={form}
          withoutSummary={isConflict(form)}
          initial={{
            title: goal?.title,
            translated: goal?.translated,
            lifeDomain: goal?.lifeDomain,
            targetOn: goal?.targetOn,
          }}
          labels={{
            title: t('cases.plan.field.goal'),
            translated: t('cases.plan.field.translated'),
            lifeDomain: t('cases.plan.field.lifeDomain'),
            targetOn: t('cases.plan.field.targetOn'),
          }}
        >
          {goal && <Hidden name="version" value={versionFor(form, goal.version)} />}
          <TextField name="title" maxLength={200} hint={t('cases.plan.goal-hint')} />
          {language !== 'de' && <Translated language={language} />}
          <Select name="lifeDomain" optional options={options} empty={t('cases.work.choose')} />
          <DateField name="targetOn" optional />
          <ButtonRow>
            <Button>{t('cases.work.save')}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  })
}

/** The same in the person's language: typed in, never made by a machine. */
function Translated({ language }: { language: string }) {
  const { t, locale } = useRender()
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language
  return (
    <TextField name="translated" optional maxLength={300} hint={t('cases.plan.translated-hint', { language: name })} />
  )
}

export async function showNewStep(request: PageRequest<'id' | 'goal'>): Promise<Page> {
  const file = await keptFileOf(request)
  const goal = await getGoal(request.tx, file, request.params.goal)
  return stepForm(request, file, goal.title, undefined)
}

export async function showStepForm(request: PageRequest<'id' | 'step'>): Promise<Page> {
  const file = await keptFileOf(request)
  return stepForm(request, file, undefined, await getStep(request.tx, file, request.params.step))
}

async function stepForm(
  request: PageRequest<'id'>,
  file: SeenFile,
  goal: string | undefined,
  step: Step | undefined,
): Promise<Page> {
  const { tx, actor, t, form } = request
  const language = await languageOf(tx, actor, file)
  return partPage(request, file, {
    title: t(step ? 'cases.plan.edit-step' : 'cases.plan.add-step'),
    meta: goal && <Name>{goal}</Name>,
    layout: 'narrow',
    body: (
      <>
        {step && (
          <Meanwhile
            form={form}
            fields={[
              { name: 'title', label: t('cases.plan.field.step'), saved: step.title },
              { name: 'translated', label: t('cases.plan.field.translated'), saved: step.translated },
              {
                name: 'doer',
                label: t('cases.plan.field.doer'),
                saved: step.doer,
                words: (doer) => t(`cases.plan.doer.${doer}`),
              },
              { name: 'doerName', label: t('cases.plan.field.doerName'), saved: step.doerName },
              { name: 'dueOn', label: t('cases.plan.field.dueOn'), saved: step.dueOn },
            ]}
          />
        )}
        <Form
          state={form}
          withoutSummary={isConflict(form)}
          initial={{
            title: step?.title,
            translated: step?.translated,
            doer: step?.doer ?? 'person',
            doerName: step?.doerName,
            dueOn: step?.dueOn,
          }}
          labels={{
            title: t('cases.plan.field.step'),
            translated: t('cases.plan.field.translated'),
            doer: t('cases.plan.field.doer'),
            doerName: t('cases.plan.field.doerName'),
            dueOn: t('cases.plan.field.dueOn'),
            reason: t('cases.plan.field.reason'),
          }}
        >
          {step && <Hidden name="version" value={versionFor(form, step.version)} />}
          <TextField name="title" maxLength={200} />
          {language !== 'de' && <Translated language={language} />}
          <RadioGroup
            name="doer"
            choices={doers.map((doer) => ({ value: doer, label: t(`cases.plan.doer.${doer}`) }))}
          />
          <TextField name="doerName" optional maxLength={200} hint={t('cases.plan.doer-hint')} />
          <DateField name="dueOn" optional />
          {step && <TextArea name="reason" optional maxLength={1000} hint={t('cases.plan.change-hint')} />}
          <ButtonRow>
            <Button>{t('cases.work.save')}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  })
}
