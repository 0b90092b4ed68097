import { addWorkingDays } from '../../../../kernel/workingdays.ts'
import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { languageName, languageTags } from '../../../../platform/i18n/index.ts'
import { namesOf } from '../../../../platform/identity/members.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  Name,
  RadioGroup,
  Section,
  Select,
  Stack,
  State,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { fileOf, keptFileOf, type SeenFile, settingOf, type TeamMember, teamOf } from '../file.ts'
import { Meanwhile } from '../meanwhile.tsx'
import { filePath, partPage } from '../part.tsx'
import { delays, stretchOf, taskKinds } from './domain.ts'
import { getTask, type Task, tasksOf } from './queries.ts'
import { DueDay, interpreterWords, TaskMeta } from './section.tsx'

/** All tasks of a file: what is open, then what was done. */
export async function showTasks(request: PageRequest<'id'>): Promise<Page> {
  const { tx, t } = request
  const file = await fileOf(request)
  const open = await tasksOf(tx, file.id, 'open')
  const done = await tasksOf(tx, file.id, 'done', 50)
  return partPage(request, file, {
    title: t('cases.task.section'),
    actions: file.writes && <ButtonLink to={`${filePath(file.id)}/tasks/new`}>{t('cases.task.new')}</ButtonLink>,
    body: (
      <Stack gap="l">
        <Section title={t('cases.task.open')}>
          <TaskList tasks={open} />
        </Section>
        {done.length > 0 && (
          <Section title={t('cases.task.done-title')}>
            <TaskList tasks={done} />
          </Section>
        )}
      </Stack>
    ),
  })
}

function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const { t, format } = useRender()
  if (tasks.length === 0) return <Empty title={t('cases.task.none')}>{t('cases.task.none-next')}</Empty>
  return (
    <ul className="nl-list">
      {tasks.map((task) => (
        <li key={task.id} className="nl-dated">
          {task.endedOn ? <time dateTime={task.endedOn}>{format.day(task.endedOn)}</time> : <DueDay day={task.dueOn} />}
          <div>
            <Link to={`${filePath(task.caseId)}/tasks/${task.id}`}>
              <Name>{task.title}</Name>
            </Link>
            {task.state === 'open' && <TaskMeta task={task} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** One task: done, put off, changed. */
export async function showTask(request: PageRequest<'id' | 'task'>): Promise<Page> {
  const { tx, t, params, form } = request
  const file = await fileOf(request)
  const task = await getTask(tx, file, params.task)
  const names = await namesOf(tx, [task.assigneeId])
  return partPage(request, file, {
    title: task.title,
    headline: <Name>{task.title}</Name>,
    meta: t(`cases.task.kind.${task.kind}`),
    actions: file.writes && task.state === 'open' && (
      <ButtonLink to={`${filePath(file.id)}/tasks/${task.id}/edit`} look="tertiary">
        {t('cases.task.edit')}
      </ButtonLink>
    ),
    body: <TaskPage file={file} task={task} assignee={names.get(task.assigneeId ?? '')} form={form} />,
  })
}

interface TaskProps {
  readonly file: SeenFile
  readonly task: Task
  readonly assignee: string | undefined
  readonly form: PageRequest['form']
}

function TaskPage({ file, task, assignee, form }: TaskProps) {
  const { t, format, today, locale } = useRender()
  const late = task.state === 'open' && stretchOf(task.dueOn, today) === 'overdue'
  return (
    <Stack gap="l">
      <ConfirmationNote texts={taskConfirmations} />
      <DescriptionList
        items={[
          {
            term: t('cases.task.field.dueOn'),
            value: late ? <State kind="late">{format.day(task.dueOn)}</State> : format.day(task.dueOn),
          },
          { term: t('cases.task.field.dueAt'), value: task.dueAt && t('cases.task.at', { time: task.dueAt }) },
          { term: t('cases.task.field.place'), value: task.place && <Name>{task.place}</Name> },
          { term: t('cases.task.field.interpreter'), value: interpreterWords(task, t, locale) || null },
          { term: t('cases.task.field.assignee'), value: assignee ?? t('cases.task.team') },
          { term: t('cases.task.field.origin'), value: t(`cases.task.from.${task.origin}`) },
          {
            term: t('cases.task.field.state'),
            value: [t(`cases.task.is.${task.state}`), task.endedOn && format.day(task.endedOn)]
              .filter(Boolean)
              .join(' '),
          },
        ]}
      />
      {file.writes && <TaskButtons task={task} back="file" form={form} full />}
    </Stack>
  )
}

/** Words of `?done=` on pages that tasks lead back to. */
export const taskConfirmations = {
  done: 'cases.task.done.done',
  dropped: 'cases.task.done.dropped',
  open: 'cases.task.done.open',
  postponed: 'cases.task.done.postponed',
  changed: 'cases.task.done.changed',
}

interface ButtonProps {
  readonly task: Task
  /** The list to which they lead back. */
  readonly back: 'own' | 'team' | 'file' | 'day' | 'dayTeam'
  readonly form?: PageRequest['form']
  /** On the page of the task: with words of their own, and all that is possible. */
  readonly full?: boolean
}

/** Done and put off, with one click each. */
export function TaskButtons({ task, back, form, full }: ButtonProps) {
  const { t } = useRender()
  const path = `${filePath(task.caseId)}/tasks/${task.id}`
  const look = full ? 'secondary' : 'row'
  const hidden = (
    <>
      <Hidden name="version" value={task.version} />
      <Hidden name="back" value={back} />
    </>
  )
  const route = (word: string) => `/cases/:id/tasks/:task/${word}`
  if (task.state !== 'open')
    return (
      <Form action={`${path}/end`} route={route('end')} state={form} labels={{}} prefix={`end-${task.id}`}>
        {hidden}
        <Button look="secondary" name="state" value="open">
          {t('cases.task.reopen')}
        </Button>
      </Form>
    )
  return (
    <div className="nl-row">
      <Form action={`${path}/end`} route={route('end')} state={form} labels={{}} prefix={`end-${task.id}`}>
        {hidden}
        <div className="nl-row">
          <Button look={full ? 'primary' : look} name="state" value="done">
            {t('cases.task.mark-done')}
            {!full && <span className="kern-sr-only"> {task.title}</span>}
          </Button>
          {full && (
            <Button look="tertiary" name="state" value="dropped">
              {t('cases.task.drop')}
            </Button>
          )}
        </div>
      </Form>
      <Form action={`${path}/postpone`} route={route('postpone')} state={form} labels={{}} prefix={`later-${task.id}`}>
        {hidden}
        <div className="nl-row">
          {(full ? delays : (['tomorrow', 'week'] as const)).map((delay) => (
            <Button key={delay} look={look} name="delay" value={delay}>
              {t(`cases.task.delay.${delay}`)}
              {!full && <span className="kern-sr-only"> {task.title}</span>}
            </Button>
          ))}
        </div>
      </Form>
    </div>
  )
}

export async function showNewTask(request: PageRequest<'id'>): Promise<Page> {
  return taskForm(request, await keptFileOf(request), undefined)
}

export async function showTaskForm(request: PageRequest<'id' | 'task'>): Promise<Page> {
  const file = await keptFileOf(request)
  return taskForm(request, file, await getTask(request.tx, file, request.params.task))
}

async function taskForm(request: PageRequest<'id'>, file: SeenFile, task: Task | undefined): Promise<Page> {
  const { tx, t, form } = request
  const { today, land } = settingOf(request)
  const team = await teamOf(tx, file)
  return partPage(request, file, {
    title: t(task ? 'cases.task.edit' : 'cases.task.new'),
    layout: 'narrow',
    body: (
      <>
        {task && (
          <Meanwhile
            form={form}
            fields={[
              { name: 'title', label: t('cases.task.field.title'), saved: task.title },
              { name: 'dueOn', label: t('cases.task.field.dueOn'), saved: task.dueOn },
              { name: 'dueAt', label: t('cases.task.field.dueAt'), saved: task.dueAt },
              { name: 'lastsMinutes', label: t('cases.task.field.lastsMinutes'), saved: task.lastsMinutes },
              { name: 'place', label: t('cases.task.field.place'), saved: task.place },
              {
                name: 'interpreter',
                label: t('cases.task.field.needs-interpreter'),
                saved: task.interpreterNeeded,
                words: () => t('people.yes'),
              },
              {
                name: 'language',
                label: t('cases.task.field.language'),
                saved: task.interpreterLanguage,
                words: (tag) => languageName(tag, request.locale),
              },
              {
                name: 'assignee',
                label: t('cases.task.field.assignee'),
                saved: task.assigneeId,
                words: (id) => team.find((one) => one.id === id)?.name ?? t('cases.note.formerly'),
              },
            ]}
          />
        )}
        <Form
          state={form}
          withoutSummary={isConflict(form)}
          initial={{
            kind: task?.kind ?? 'followUp',
            title: task?.title,
            dueOn: task?.dueOn ?? addWorkingDays(today, 5, land),
            dueAt: task?.dueAt,
            lastsMinutes: task?.lastsMinutes,
            place: task?.place,
            interpreter: task?.interpreterNeeded,
            language: task?.interpreterLanguage,
            assignee: task ? task.assigneeId : request.actor.userId,
          }}
          labels={{
            kind: t('cases.task.field.kind'),
            title: t('cases.task.field.title'),
            dueOn: t('cases.task.field.dueOn'),
            dueAt: t('cases.task.field.dueAt'),
            lastsMinutes: t('cases.task.field.lastsMinutes'),
            place: t('cases.task.field.place'),
            interpreter: t('cases.task.field.needs-interpreter'),
            language: t('cases.task.field.language'),
            assignee: t('cases.task.field.assignee'),
          }}
        >
          {task ? (
            <>
              <Hidden name="version" value={versionFor(form, task.version)} />
              <Hidden name="kind" value={task.kind} />
            </>
          ) : (
            <RadioGroup
              name="kind"
              choices={taskKinds.map((kind) => ({ value: kind, label: t(`cases.task.kind.${kind}`) }))}
            />
          )}
          <TextField name="title" maxLength={200} />
          <DateField name="dueOn" />
          <TextField name="dueAt" optional width="s" maxLength={5} hint={t('cases.task.time-hint')} />
          <TextField name="lastsMinutes" optional numeric width="s" maxLength={3} />
          <TextField name="place" optional maxLength={200} />
          <Checkbox name="interpreter" />
          <Select
            name="language"
            optional
            empty={t('cases.task.no-language')}
            options={languageTags.map((tag) => ({ value: tag, label: languageName(tag, request.locale) }))}
          />
          <Assignee team={team} />
          <ButtonRow>
            <Button>{t('cases.work.save')}</Button>
          </ButtonRow>
        </Form>
      </>
    ),
  })
}

/** A member of the team, or whoever comes to it first. */
export function Assignee({ team }: { team: readonly TeamMember[] }) {
  const { t } = useRender()
  return (
    <Select
      name="assignee"
      optional
      empty={t('cases.task.team')}
      options={team.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
