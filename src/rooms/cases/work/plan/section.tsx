import type { ReactNode } from 'react'
import type { Tx } from '../../../../platform/database/index.ts'
import { Columns, Empty, Link, MarkedList, Meta, Name, Row, Section, useRender } from '../../../../platform/ui/index.ts'
import { filePath } from '../part.tsx'
import { hasMoved, stepMark } from './domain.ts'
import { type Goal, goalsOf, type Plan, planNow, plansOf, type Step } from './queries.ts'
import { doerWords, planWords, stepWords } from './words.tsx'

/** Goals as columns with their steps, in the file. `writes`: the reader may change it. */
export async function planSection(tx: Tx, caseId: string, writes: boolean): Promise<ReactNode> {
  const goals = await goalsOf(tx, caseId)
  const [plan] = await plansOf(tx, caseId, 1)
  return <PlanSection caseId={caseId} goals={goals} plan={plan} writes={writes} />
}

interface Props {
  readonly caseId: string
  readonly goals: readonly Goal[]
  readonly plan: Plan | undefined
  readonly writes: boolean
}

function PlanSection({ caseId, goals, plan, writes }: Props) {
  const words = useRender()
  const { t } = words
  const path = filePath(caseId)
  const shown = goals.filter((goal) => goal.state === 'open')
  const ended = goals.length - shown.length
  return (
    <Section
      title={t('cases.plan.title')}
      id="plan"
      aside={
        <Row>
          {goals.length > 0 && (
            <Meta>{planWords(words, plan, plan ? hasMoved(plan.content, planNow(goals)) : false)}</Meta>
          )}
          {goals.length > 0 && <Link to={`${path}/plan`}>{t('cases.plan.print-link')}</Link>}
          {writes && <Link to={`${path}/goals/new`}>{t('cases.plan.add-goal')}</Link>}
        </Row>
      }
    >
      {goals.length === 0 && <Empty title={t('cases.plan.none')}>{t('cases.plan.none-next')}</Empty>}
      {shown.length > 0 && (
        <Columns kind="equal">
          {shown.map((goal) => (
            <GoalColumn key={goal.id} path={path} goal={goal} writes={writes} />
          ))}
        </Columns>
      )}
      {ended > 0 && (
        <Meta>
          <Link to={`${path}/plan#ended`}>{t('cases.plan.ended-count', { count: ended })}</Link>
        </Meta>
      )}
    </Section>
  )
}

function GoalColumn({ path, goal, writes }: { path: string; goal: Goal; writes: boolean }) {
  const { t } = useRender()
  return (
    <div>
      <h3 className="nl-h3">
        {writes ? (
          <Link to={`${path}/goals/${goal.id}`} quiet>
            <Name>{goal.title}</Name>
          </Link>
        ) : (
          <Name>{goal.title}</Name>
        )}
      </h3>
      <GoalSteps path={path} steps={goal.steps} writes={writes} />
      {writes && (
        <Meta>
          <Link to={`${path}/goals/${goal.id}/steps/new`}>{t('cases.plan.add-step')}</Link>
        </Meta>
      )}
    </div>
  )
}

/** The steps of a goal; at every one that is not done a hurdle can be told. */
export function GoalSteps({ path, steps, writes }: { path: string; steps: readonly Step[]; writes: boolean }) {
  const words = useRender()
  const { t, today } = words
  return (
    <MarkedList
      items={steps.map((step) => ({
        key: step.id,
        mark: stepMark(step, today),
        content: (
          <Link to={`${path}/steps/${step.id}`} quiet>
            <Name>{step.title}</Name>
          </Link>
        ),
        meta: [stepWords(words, step), step.note, doneBy(words, step)].filter(Boolean).join(' · '),
        aside:
          writes && (step.state === 'open' || step.state === 'declined') ? (
            <Link to={`${path}/findings/new?at=step-${step.id}`}>{t('cases.plan.report-hurdle')}</Link>
          ) : undefined,
      }))}
    />
  )
}

const doneBy = (words: Parameters<typeof doerWords>[0], step: Step): string | undefined =>
  step.state === 'done' ? undefined : doerWords(words, step)
