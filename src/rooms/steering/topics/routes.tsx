import type { Id } from '../../../kernel/ids.ts'
import { type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { assessTopic, assignTopic, describeTopic } from './actions/assess.ts'
import { addCells, formTopic, freeCells } from './actions/form.ts'
import { lookThrough } from './actions/lookthrough.ts'
import { mergeTopic, splitTopic, unmergeTopic } from './actions/merge.ts'
import { moveTopic } from './actions/move.ts'
import { tellOrigins } from './actions/tell.ts'
import { conferenceRoutes } from './conference/routes.tsx'
import * as forms from './forms.ts'
import { showAssess, showAssign, showDescribe, showMerge, showMove, showNewTopic, showSplit } from './pages/editing.tsx'
import { showTopic } from './pages/topic.tsx'
import { showTopics } from './pages/topics.tsx'
import { showWaiting } from './pages/waiting.tsx'
import { newTopicPath, topicPath, topicsPath, waitingPath } from './paths.ts'
import { getTopic, getTopicAt, type Topic } from './queries/topics.ts'
import type { Setting } from './recording.ts'

const { page, form } = routesFor(rights)

const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  demo: tenant.demo,
})

/** The topic of the address, as the person saw it. */
async function seen({ tx, actor, params }: PageRequest<'topic'>, version: number): Promise<Topic> {
  return { ...(await getTopicAt(tx, actor, params.topic)), version }
}

const prepare = 'steering.prepare'

export const topicRoutes = [
  ...conferenceRoutes,
  page(topicsPath, 'steering.read', showTopics),
  form(waitingPath, prepare, forms.ChosenFindings, showWaiting, async (request, { cells, topic, title }) => {
    const { tx, actor } = request
    if (topic !== 'new') {
      const into = await getTopic(tx, actor, topic as Id<'topic'>)
      await addCells(tx, actor, settingOf(request), into, cells)
      return `${waitingPath}?done=added`
    }
    const { number } = await formTopic(tx, actor, settingOf(request), { title: title ?? '', cells })
    return `${topicPath(number)}?done=formed`
  }),
  form(
    newTopicPath,
    prepare,
    forms.NewTopicForm,
    showNewTopic,
    async (request, given) => {
      const { number } = await formTopic(request.tx, request.actor, settingOf(request), { ...given, cells: [] })
      return `${topicPath(number)}?done=formed`
    },
    { draft: true, once: true },
  ),
  page('/topics/:topic', 'steering.read', showTopic),
  form('/topics/:topic/describe', prepare, forms.DescribeForm, showDescribe, async (request, { version, ...given }) => {
    const topic = await seen(request, version)
    await describeTopic(request.tx, request.actor, topic, given)
    return `${topicPath(topic.number)}?done=described`
  }),
  form('/topics/:topic/assess', prepare, forms.AssessForm, showAssess, async (request, given) => {
    const topic = await seen(request, given.version)
    await assessTopic(request.tx, request.actor, settingOf(request), topic, {
      ...given,
      municipalities: given.municipalities as Id<'municipality'>[],
      text: given.assessment,
    })
    return `${topicPath(topic.number)}?done=assessed`
  }),
  form('/topics/:topic/assign', prepare, forms.AssignForm, showAssign, async (request, given) => {
    const topic = await seen(request, given.version)
    await assignTopic(request.tx, request.actor, settingOf(request), topic, {
      bodyId: given.body,
      responsibleId: given.responsible,
      dueOn: given.dueOn,
    })
    return `${topicPath(topic.number)}?done=assigned`
  }),
  form('/topics/:topic/acknowledge', prepare, forms.Nothing, showTopic, async (request) => {
    const topic = await getTopicAt(request.tx, request.actor, request.params.topic)
    await lookThrough(request.tx, request.actor, topic)
    return `${topicPath(topic.number)}?done=looked-through`
  }),
  form('/topics/:topic/merge', prepare, forms.MergeForm, showMerge, async (request, { version, into: id, note }) => {
    const topic = await seen(request, version)
    const into = await getTopic(request.tx, request.actor, id)
    await mergeTopic(request.tx, request.actor, settingOf(request), topic, into, note)
    return `${topicPath(into.number)}?done=received`
  }),
  form('/topics/:topic/unmerge', prepare, forms.Nothing, showTopic, async (request, { version }) => {
    const topic = await seen(request, version)
    await unmergeTopic(request.tx, request.actor, settingOf(request), topic)
    return `${topicPath(topic.number)}?done=unmerged`
  }),
  form('/topics/:topic/split', prepare, forms.SplitForm, showSplit, async (request, { version, ...given }) => {
    const topic = await seen(request, version)
    const { number } = await splitTopic(request.tx, request.actor, settingOf(request), topic, given)
    return `${topicPath(number)}?done=split`
  }),
  form('/topics/:topic/free', prepare, forms.FreeForm, showSplit, async (request, { version, cells }) => {
    const topic = await seen(request, version)
    await freeCells(request.tx, request.actor, topic, cells)
    return `${topicPath(topic.number)}?done=freed`
  }),
  form('/topics/:topic/state', prepare, forms.MoveForm, showMove, async (request, { version, state, note }) => {
    const { tx, actor, clock } = request
    const topic = await seen(request, version)
    await moveTopic(tx, actor, topic.id, state, { on: clock.today(), note, version })
    if (state === 'closed' || state === 'reopened')
      await tellOrigins(tx, actor, topic.id, { kind: state, on: clock.today() })
    return `${topicPath(topic.number)}?done=moved`
  }),
]
