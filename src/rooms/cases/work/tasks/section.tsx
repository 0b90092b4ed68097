import type { ReactNode } from 'react'
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { languageName } from '../../../../platform/i18n/index.ts'
import { Empty, Link, Meta, Name, Row, Section, State, useRender } from '../../../../platform/ui/index.ts'
import { filePath } from '../part.tsx'
import { stretchOf } from './domain.ts'
import { type Task, tasksOf } from './queries.ts'

/** What is due in the file, in its side column. */
export async function dueSection(tx: Tx, caseId: string, writes: boolean): Promise<ReactNode> {
  return <DueSection caseId={caseId} tasks={await tasksOf(tx, caseId, 'open', 9)} writes={writes} />
}

/** The side column shows the nearest; the rest stands on a page of its own. */
const shown = 8

function DueSection({ caseId, tasks, writes }: { caseId: string; tasks: readonly Task[]; writes: boolean }) {
  const { t } = useRender()
  const path = filePath(caseId)
  return (
    <Section
      title={t('cases.task.section')}
      id="due"
      aside={
        <Row>
          <Link to={`${path}/tasks`}>{t('cases.task.all-short')}</Link>
          {writes && <Link to={`${path}/tasks/new`}>{t('cases.task.new-short')}</Link>}
        </Row>
      }
    >
      {tasks.length === 0 ? (
        <Empty title={t('cases.task.none')}>{t('cases.task.none-next')}</Empty>
      ) : (
        <ul className="nl-list">
          {tasks.slice(0, shown).map((task) => (
            <li key={task.id} className="nl-dated">
              <DueDay day={task.dueOn} />
              <div>
                <Link to={`${path}/tasks/${task.id}`}>
                  <Name>{task.title}</Name>
                </Link>
                <TaskMeta task={task} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** The day in short; `heute` for today and for what is overdue, since that is when it must be done. */
export function DueDay({ day }: { day: Day }) {
  const { t, format, today } = useRender()
  const words =
    day <= today
      ? t('cases.task.today')
      : day.slice(0, 4) === today.slice(0, 4)
        ? format.dayShort(day)
        : format.day(day)
  return <time dateTime={day}>{words}</time>
}

/** The day in a list of what is due: with its shape where it is late or today. */
export function DueWord({ day }: { day: Day }) {
  const { t, today } = useRender()
  const late = daysBetween(day, today)
  if (late < 0) return <DueDay day={day} />
  return (
    <time dateTime={day}>
      <State kind={late > 0 ? 'late' : 'attention'}>
        {late > 0 ? t('cases.overdue', { days: late }) : t('cases.task.today')}
      </State>
    </time>
  )
}

interface TaskMetaProps {
  readonly task: Task
  readonly assignee?: string | undefined
  /** Where the day beside it says that already. */
  readonly withoutLate?: boolean
  /** In lists over several files: which it is. */
  readonly file?: ReactNode
}

/** "Sprachmittlung Arabisch", where one is needed. */
export function interpreterWords(
  { interpreterNeeded, interpreterLanguage }: Pick<Task, 'interpreterNeeded' | 'interpreterLanguage'>,
  t: ReturnType<typeof useRender>['t'],
  locale: string,
): string | false {
  if (!interpreterNeeded) return false
  return interpreterLanguage
    ? t('cases.task.interpreter-for', { language: languageName(interpreterLanguage, locale) })
    : t('cases.task.interpreter')
}

/** Time, place, where it came from, and that it is late. */
export function TaskMeta({ task, assignee, withoutLate, file }: TaskMetaProps) {
  const { t, format, today, locale } = useRender()
  const late = !withoutLate && stretchOf(task.dueOn, today) === 'overdue'
  return (
    <Meta
      parts={[
        file,
        task.dueAt && t('cases.task.at', { time: task.dueAt }),
        task.place && <Name key="place">{task.place}</Name>,
        interpreterWords(task, t, locale),
        task.origin !== 'own' && t(`cases.task.from.${task.origin}`),
        late && t('cases.task.late-since', { day: format.dayShort(task.dueOn) }),
        assignee,
      ]}
    />
  )
}
