// Over 300 lines: the list of every address of this part, one beside the other, so that rights can be compared at a glance.
import { fileFormLimit } from '../../../platform/files/index.ts'
import { type FormRequest, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { dayPath } from '../day/paths.ts'
import { workRights } from './access.ts'
import { addAssessment, addContact, changeForm, newQuestionKey, removeContact } from './assessment/actions.ts'
import { builderPath, questionOf, showBuilder, showNewQuestion, showQuestion } from './assessment/builder.tsx'
import * as assessmentForms from './assessment/forms.ts'
import { showAssessments, showNewAssessment } from './assessment/pages.tsx'
import { currentForm } from './assessment/queries.ts'
import { addConference, addDecision, addParticipant, changeConference } from './conferences/actions.ts'
import * as conferenceForms from './conferences/forms.ts'
import { showConference, showConferences, showNewConference } from './conferences/pages.tsx'
import { keptFileOf, settingOf } from './file.ts'
import { addDocument, addNote, correctNote, removeDocument } from './notes/actions.ts'
import * as noteForms from './notes/forms.ts'
import { fetchDocument, showDocuments, showNewNote, showNote, showNotes } from './notes/pages.tsx'
import { filePath } from './part.tsx'
import { addGoal, addStep, changeGoal, changeStep, confirmPlan, endGoal, moveStep } from './plan/actions.ts'
import * as planForms from './plan/forms.ts'
import { showGoal, showGoalForm, showNewGoal, showNewStep, showStepForm } from './plan/goalpages.tsx'
import { showStep } from './plan/pages.tsx'
import { planPdf } from './plan/paper.ts'
import { printPlan, showPlan } from './plan/planpage.tsx'
import { addTask, changeTask, endTask, postponeTask } from './tasks/actions.ts'
import { followUpsPath } from './tasks/asking.ts'
import { actOnCalendar, calendarFeed, showCalendar } from './tasks/calendar.tsx'
import { showFollowUps } from './tasks/followups.tsx'
import * as taskForms from './tasks/forms.ts'
import { showNewTask, showTask, showTaskForm, showTasks } from './tasks/pages.tsx'

const { page, form, download, publicDownload } = routesFor(rights)
const builder = routesFor(workRights)

/** What every write of a part needs: the transaction, who, when, and the file they may write to. */
const writing = async (request: PageRequest<'id'>) =>
  [request.tx, request.actor, settingOf(request), await keptFileOf(request)] as const

const planRoutes = [
  form(
    '/cases/:id/goals/new',
    'cases.edit',
    planForms.NewGoal,
    showNewGoal,
    async (request, input) => {
      const id = await addGoal(...(await writing(request)), input)
      return `${filePath(request.params.id)}/goals/${id}?done=goal`
    },
    { autosave: true, once: true },
  ),
  form(
    '/cases/:id/goals/:goal',
    'cases.read',
    planForms.EndedGoal,
    showGoal,
    async (request, input) => {
      await endGoal(...(await writing(request)), request.params.goal, input)
      return `${filePath(request.params.id)}?done=plan#plan`
    },
    { draft: true },
  ),
  form(
    '/cases/:id/goals/:goal/edit',
    'cases.edit',
    planForms.ChangedGoal,
    showGoalForm,
    async (request, input) => {
      await changeGoal(...(await writing(request)), request.params.goal, input)
      return `${filePath(request.params.id)}/goals/${request.params.goal}?done=changed`
    },
    { draft: true },
  ),
  form(
    '/cases/:id/goals/:goal/steps/new',
    'cases.edit',
    planForms.NewStep,
    showNewStep,
    async (request, input) => {
      await addStep(...(await writing(request)), request.params.goal, input)
      return `${filePath(request.params.id)}?done=plan#plan`
    },
    { autosave: true, once: true },
  ),
  form(
    '/cases/:id/steps/:step',
    'cases.read',
    planForms.MovedStep,
    showStep,
    async (request, input) => {
      await moveStep(...(await writing(request)), request.params.step, input)
      return `${filePath(request.params.id)}/steps/${request.params.step}?done=moved`
    },
    { draft: true },
  ),
  form(
    '/cases/:id/steps/:step/edit',
    'cases.edit',
    planForms.ChangedStep,
    showStepForm,
    async (request, input) => {
      await changeStep(...(await writing(request)), request.params.step, input)
      return `${filePath(request.params.id)}/steps/${request.params.step}?done=changed`
    },
    { draft: true },
  ),
  page('/cases/:id/plan', 'cases.read', showPlan),
  form(
    '/cases/:id/plan/confirm',
    'cases.edit',
    planForms.ConfirmedPlan,
    showPlan,
    async (request, input) => {
      await confirmPlan(...(await writing(request)), input)
      return `${filePath(request.params.id)}/plan?done=confirmed`
    },
    { once: true },
  ),
  page('/cases/:id/plan/print', 'cases.read', printPlan),
  download('/cases/:id/plan/pdf', 'cases.read', planPdf),
]

const taskRoutes = [
  page('/follow-ups', 'cases.edit', showFollowUps),
  form('/follow-ups/calendar', 'cases.edit', taskForms.Calendar, showCalendar, actOnCalendar),
  publicDownload('/follow-ups/:token', calendarFeed),
  page('/cases/:id/tasks', 'cases.read', showTasks),
  form(
    '/cases/:id/tasks/new',
    'cases.edit',
    taskForms.NewTask,
    showNewTask,
    async (request, input) => {
      await addTask(...(await writing(request)), input)
      return `${filePath(request.params.id)}?done=task#due`
    },
    { autosave: true, once: true },
  ),
  page('/cases/:id/tasks/:task', 'cases.read', showTask),
  form(
    '/cases/:id/tasks/:task/edit',
    'cases.edit',
    taskForms.ChangedTask,
    showTaskForm,
    async (request, input) => {
      await changeTask(...(await writing(request)), request.params.task, input)
      return `${filePath(request.params.id)}/tasks/${request.params.task}?done=changed`
    },
    { draft: true },
  ),
  form('/cases/:id/tasks/:task/end', 'cases.edit', taskForms.EndedTask, showTask, async (request, input) => {
    await endTask(...(await writing(request)), request.params.task, input)
    return backTo(request, input.back, input.state)
  }),
  form('/cases/:id/tasks/:task/postpone', 'cases.edit', taskForms.PostponedTask, showTask, async (request, input) => {
    await postponeTask(...(await writing(request)), request.params.task, input)
    return backTo(request, input.back, 'postponed')
  }),
]

/** To the list on which it was clicked. */
function backTo(request: FormRequest<'id' | 'task'>, back: string | undefined, done: string): string {
  if (back === 'day') return `${dayPath}?done=${done}`
  if (back === 'dayTeam') return `${dayPath}?whose=team&done=${done}`
  if (back === 'own') return `${followUpsPath}?done=${done}`
  if (back === 'team') return `${followUpsPath}?whose=team&done=${done}`
  return `${filePath(request.params.id)}/tasks/${request.params.task}?done=${done}`
}

const noteRoutes = [
  page('/cases/:id/notes', 'cases.read', showNotes),
  form(
    '/cases/:id/notes/new',
    'cases.edit',
    noteForms.NewNote,
    showNewNote,
    async (request, input) => {
      await addNote(...(await writing(request)), input)
      return `${filePath(request.params.id)}?done=note#notes`
    },
    { autosave: true, once: true },
  ),
  form(
    '/cases/:id/notes/:note',
    'cases.read',
    noteForms.CorrectedNote,
    showNote,
    async (request, input) => {
      await correctNote(...(await writing(request)), request.params.note, input)
      return `${filePath(request.params.id)}/notes/${request.params.note}?done=corrected`
    },
    { draft: true },
  ),
  form(
    '/cases/:id/documents',
    'cases.read',
    noteForms.NewDocument,
    showDocuments,
    async (request, input) => {
      await addDocument(...(await writing(request)), input, request.files['file'])
      return `${filePath(request.params.id)}/documents?done=added`
    },
    { once: true, limit: fileFormLimit },
  ),
  download('/cases/:id/documents/:document', 'cases.read', fetchDocument),
  form(
    '/cases/:id/documents/:document/remove',
    'cases.edit',
    noteForms.RemovedDocument,
    showDocuments,
    async (request, input) => {
      await removeDocument(...(await writing(request)), request.params.document, input)
      return `${filePath(request.params.id)}/documents?done=removed`
    },
  ),
]

const assessmentRoutes = [
  page('/cases/:id/assessments', 'cases.read', showAssessments),
  form(
    '/cases/:id/assessments/new',
    'cases.edit',
    assessmentForms.NewAssessment,
    showNewAssessment,
    async (request, input) => {
      await addAssessment(...(await writing(request)), input)
      return `${filePath(request.params.id)}/assessments?done=added`
    },
    { autosave: true, once: true },
  ),
  form(
    '/cases/:id/network',
    'cases.edit',
    assessmentForms.ContactForm,
    showAssessments,
    async (request, input) => {
      await addContact(...(await writing(request)), input)
      return `${filePath(request.params.id)}/assessments?done=contact`
    },
    { once: true },
  ),
  form(
    '/cases/:id/network/:contact',
    'cases.edit',
    assessmentForms.RemovedContact,
    showAssessments,
    async (request, { version }) => {
      await removeContact(...(await writing(request)), request.params.contact, version)
      return `${filePath(request.params.id)}/assessments?done=contact`
    },
  ),
]

const builderRoutes = [
  builder.page(builderPath, 'cases.assessment-form', showBuilder),
  builder.form(
    '/admin/assessment/new',
    'cases.assessment-form',
    assessmentForms.NewQuestion,
    showNewQuestion,
    async (request, { domain, form: from, options, ...typed }) => {
      const question = { ...typed, key: newQuestionKey(), options: assessmentForms.optionsOf(options) }
      await changeForm(request.tx, request.actor, settingOf(request), from, { kind: 'add', domain, question })
      return `${builderPath}?done=changed`
    },
    { draft: true, once: true },
  ),
  builder.form(
    '/admin/assessment/move',
    'cases.assessment-form',
    assessmentForms.MovedQuestion,
    showBuilder,
    async (request, { act, key, form: from }) => {
      await changeForm(request.tx, request.actor, settingOf(request), from, { kind: act, key })
      return `${builderPath}?done=changed`
    },
  ),
  builder.form(
    '/admin/assessment/:question',
    'cases.assessment-form',
    assessmentForms.ChangedQuestion,
    showQuestion,
    async (request, { form: from, options, ...typed }) => {
      const { key } = questionOf(await currentForm(request.tx), request.params.question)
      const question = { ...typed, key, options: assessmentForms.optionsOf(options) }
      await changeForm(request.tx, request.actor, settingOf(request), from, { kind: 'change', question })
      return `${builderPath}?done=changed`
    },
    { draft: true },
  ),
]

const conferenceRoutes = [
  page('/cases/:id/conferences', 'cases.read', showConferences),
  form(
    '/cases/:id/conferences/new',
    'cases.edit',
    conferenceForms.NewConference,
    showNewConference,
    async (request, input) => {
      const id = await addConference(...(await writing(request)), input)
      return `${filePath(request.params.id)}/conferences/${id}?done=added`
    },
    { draft: true, once: true },
  ),
  form(
    '/cases/:id/conferences/:conference',
    'cases.read',
    conferenceForms.ChangedConference,
    showConference,
    async (request, input) => {
      await changeConference(...(await writing(request)), request.params.conference, input)
      return `${filePath(request.params.id)}/conferences/${request.params.conference}?done=changed`
    },
    { autosave: true },
  ),
  form(
    '/cases/:id/conferences/:conference/participants',
    'cases.edit',
    conferenceForms.NewParticipant,
    showConference,
    async (request, input) => {
      await addParticipant(...(await writing(request)), request.params.conference, input)
      return `${filePath(request.params.id)}/conferences/${request.params.conference}?done=participant`
    },
    { once: true },
  ),
  form(
    '/cases/:id/conferences/:conference/decisions',
    'cases.edit',
    conferenceForms.Decision,
    showConference,
    async (request, input) => {
      await addDecision(...(await writing(request)), request.params.conference, input)
      return `${filePath(request.params.id)}/conferences/${request.params.conference}?done=decision`
    },
    { once: true },
  ),
]

/** Every address of the work on a file. */
export const workRoutes = [
  ...planRoutes,
  ...taskRoutes,
  ...noteRoutes,
  ...assessmentRoutes,
  ...builderRoutes,
  ...conferenceRoutes,
]
