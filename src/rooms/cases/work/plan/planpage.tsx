import { DocumentBody } from '../../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  ConfirmationNote,
  DatedList,
  DateField,
  Empty,
  Form,
  Link,
  Meta,
  Name,
  RadioGroup,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { fileOf, languageOf, type SeenFile } from '../file.ts'
import { filePath, partPage } from '../part.tsx'
import { confirmations, hasMoved } from './domain.ts'
import { planPaper } from './paper.ts'
import { type Goal, goalsOf, type Plan, planNow, plansOf } from './queries.ts'
import { PlanSheet } from './sheet.tsx'
import { type PlanSides, sidesOf } from './sides.ts'
import { planWords } from './words.tsx'

/** The plan as it would be confirmed today, in both languages, and what was confirmed before. */
export async function showPlan(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, form } = request
  const file = await fileOf(request)
  const goals = await goalsOf(tx, file.id)
  const plans = await plansOf(tx, file.id)
  const sides = sidesOf(planNow(goals), await languageOf(tx, actor, file))
  return partPage(request, file, {
    title: t('cases.plan.sheet-title'),
    actions: goals.length > 0 && (
      <>
        <ButtonLink to={`${filePath(file.id)}/plan/print`}>{t('cases.plan.print')}</ButtonLink>
        <Link to={`${filePath(file.id)}/plan/pdf`} download={`${file.reference}-plan.pdf`}>
          {t('cases.plan.pdf')}
        </Link>
      </>
    ),
    body: <PlanPage {...{ file, goals, plans, sides, form }} />,
  })
}

interface Props {
  readonly file: SeenFile
  readonly goals: readonly Goal[]
  readonly plans: readonly Plan[]
  readonly sides: PlanSides
  readonly form: PageRequest['form']
}

function PlanPage({ file, goals, plans, sides, form }: Props) {
  const words = useRender()
  const { t, format, today } = words
  const [latest] = plans
  const moved = latest ? hasMoved(latest.content, planNow(goals)) : false
  const ended = goals.filter((goal) => goal.state !== 'open')
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ confirmed: 'cases.plan.done.confirmed' }} />
      {goals.length === 0 ? (
        <Empty title={t('cases.plan.none')}>{t('cases.plan.none-next')}</Empty>
      ) : (
        <>
          <Meta>{planWords(words, latest, moved)}</Meta>
          <PlanSheet sides={sides} />
        </>
      )}
      {file.writes && goals.length > 0 && (!latest || moved || form !== undefined) && (
        <Section title={t('cases.plan.confirm-title')}>
          <Form
            action={`${filePath(file.id)}/plan/confirm`}
            route="/cases/:id/plan/confirm"
            state={form}
            initial={{ confirmedOn: today, how: 'signed', interpreterUsed: !sides.single }}
            labels={{
              confirmedOn: t('cases.plan.field.confirmedOn'),
              how: t('cases.plan.field.how'),
              interpreterUsed: t('cases.plan.field.interpreterUsed'),
            }}
          >
            <DateField name="confirmedOn" />
            <RadioGroup
              name="how"
              choices={confirmations.map((how) => ({ value: how, label: t(`cases.plan.how.${how}`) }))}
            />
            <Checkbox name="interpreterUsed" />
            <ButtonRow>
              <Button>{t('cases.plan.confirm')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {plans.length > 0 && (
        <Section title={t('cases.plan.versions')}>
          <DatedList
            years
            items={plans.map((plan) => ({
              key: String(plan.number),
              on: plan.confirmedOn,
              content: t('cases.plan.version', { number: plan.number }),
              meta: [
                t(`cases.plan.how.${plan.how}`),
                plan.interpreterUsed && t('cases.plan.with-interpreter'),
                t('cases.plan.goal-count', { count: plan.content.goals.length }),
              ]
                .filter(Boolean)
                .join(' · '),
              below: (
                <ul className="nl-meta">
                  {plan.content.goals.map((goal) => (
                    <li key={goal.id}>
                      <Name>{goal.title}</Name>
                    </li>
                  ))}
                </ul>
              ),
            }))}
          />
        </Section>
      )}
      {ended.length > 0 && (
        <Section title={t('cases.plan.ended')} id="ended">
          <ul className="nl-list">
            {ended.map((goal) => (
              <li key={goal.id}>
                <Link to={`${filePath(file.id)}/goals/${goal.id}`}>
                  <Name>{goal.title}</Name>
                </Link>
                <Meta parts={[t(`cases.plan.goal-is.${goal.state}`), goal.endedOn && format.day(goal.endedOn)]} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Stack>
  )
}

/** The sheet alone, to be printed from the browser: every script that the device knows. */
export async function printPlan(request: PageRequest<'id'>): Promise<Page> {
  const { t } = request
  const file = await fileOf(request)
  const paper = await planPaper(request, file)
  return partPage(request, file, {
    title: t('cases.plan.sheet-title'),
    meta: file.reference,
    layout: 'paper',
    actions: <ButtonLink to={`${filePath(file.id)}/plan/pdf`}>{t('cases.plan.pdf')}</ButtonLink>,
    body: (
      <>
        <DocumentBody paper={paper} />
        <p className="nl-meta nl-noprint">{t('cases.plan.print-how')}</p>
      </>
    ),
  })
}
