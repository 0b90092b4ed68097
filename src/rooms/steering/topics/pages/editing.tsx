import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  CheckboxList,
  DateField,
  Empty,
  Form,
  Hidden,
  Link,
  MultiSelect,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { choosableMunicipalities, choosableOrganisations, listBodies } from '../../../network/index.ts'
import { cellKey } from '../domain/cells.ts'
import { frequencies, levels, severities } from '../domain/kinds.ts'
import { enteredByHand, isFixed, mayFollow, shapedStates } from '../domain/states.ts'
import { longestDescription, longestNote, longestTitle } from '../forms.ts'
import { topicPath, topicsPath } from '../paths.ts'
import { cellsOf } from '../queries/cells.ts'
import { municipalitiesOf } from '../queries/parts.ts'
import { getTopicAt, listTopics, type Topic } from '../queries/topics.ts'
import { readTopicWords } from '../words.ts'
import { useCellText } from './parts.tsx'

type Request = PageRequest<'topic'>

const topicOf = ({ tx, actor, params }: Request) => getTopicAt(tx, actor, params.topic)

function pageOf({ t }: Request, topic: Topic, doing: string, body: Page['body']): Page {
  return {
    title: t(`steering.topic.do.${doing}`),
    meta: topic.title,
    crumbs: [
      { label: t('steering.topics.title'), path: topicsPath },
      { label: t('steering.topic.number', { number: topic.number }), path: topicPath(topic.number) },
    ],
    layout: 'narrow',
    body,
  }
}

export async function showNewTopic({ t, form }: PageRequest): Promise<Page> {
  return {
    title: t('steering.topic.new'),
    crumbs: [{ label: t('steering.topics.title'), path: topicsPath }],
    layout: 'narrow',
    body: (
      <Stack>
        <Text>{t('steering.topic.new-text')}</Text>
        <Described form={form} back={topicsPath} />
      </Stack>
    ),
  }
}

export async function showDescribe(request: Request): Promise<Page> {
  const topic = await topicOf(request)
  return pageOf(
    request,
    topic,
    'describe',
    <Described form={request.form} topic={topic} back={topicPath(topic.number)} />,
  )
}

function Described({ form, topic, back }: { form: FormState | undefined; topic?: Topic; back: string }) {
  const { t } = useRender()
  return (
    <Form
      state={form}
      labels={{ title: t('steering.topic.field.title'), description: t('steering.topic.field.description') }}
      initial={{ title: topic?.title, description: topic?.description }}
    >
      {topic && <Hidden name="version" value={topic.version} />}
      <TextField name="title" maxLength={longestTitle} />
      <TextArea
        name="description"
        optional
        rows={6}
        maxLength={longestDescription}
        hint={t('steering.topic.description-hint')}
      />
      <Save back={back} />
    </Form>
  )
}

function Save({ back, label = 'steering.save' }: { back: string; label?: string }) {
  const { t } = useRender()
  return (
    <ButtonRow>
      <Button>{t(label)}</Button>
      <ButtonLink look="tertiary" to={back}>
        {t('steering.cancel')}
      </ButtonLink>
    </ButtonRow>
  )
}

export async function showAssess(request: Request): Promise<Page> {
  const { tx, actor, form, clock } = request
  const topic = await topicOf(request)
  const towns = await choosableMunicipalities(tx, actor, clock.today())
  const reach = await municipalitiesOf(tx, topic.id)
  return pageOf(request, topic, 'assess', <Assess topic={topic} towns={towns} reach={reach} form={form} />)
}

interface AssessProps {
  readonly topic: Topic
  readonly towns: readonly { readonly id: string; readonly name: string }[]
  readonly reach: readonly string[]
  readonly form: FormState | undefined
}

function Assess({ topic, towns, reach, form }: AssessProps) {
  const { t } = useRender()
  const choices = (list: readonly string[], words: string, hints = false) =>
    list.map((value) => ({
      value,
      label: t(`steering.topic.${words}.${value}`),
      ...(hints && { hint: t(`steering.topic.${words}-hint.${value}`) }),
    }))
  return (
    <Form
      state={form}
      labels={{
        frequency: t('steering.topic.field.frequency'),
        severity: t('steering.topic.field.severity'),
        levels: t('steering.topic.field.levels'),
        districtWide: t('steering.topic.reach-all', { count: towns.length }),
        municipalities: t('steering.topic.reach-some'),
        assessment: t('steering.topic.field.assessment'),
      }}
      initial={{
        frequency: topic.frequency,
        severity: topic.severity,
        levels: topic.levels,
        districtWide: topic.districtWide,
        municipalities: reach,
        assessment: topic.assessment,
      }}
    >
      <Hidden name="version" value={topic.version} />
      <RadioGroup name="frequency" choices={choices(frequencies, 'frequency', true)} />
      <Checkbox name="districtWide" />
      <MultiSelect
        name="municipalities"
        optional
        hint={t('steering.topic.reach-hint')}
        choices={towns.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <RadioGroup name="severity" choices={choices(severities, 'severity', true)} />
      <CheckboxList name="levels" hint={t('steering.topic.levels-hint')} choices={choices(levels, 'level')} />
      <TextArea name="assessment" optional rows={4} maxLength={longestNote} />
      <Save back={topicPath(topic.number)} />
    </Form>
  )
}

/** Bodies that work on topics; others are offered after them. */
const workingKinds: readonly string[] = ['workingGroup', 'projectGroup']

export async function showAssign(request: Request): Promise<Page> {
  const { tx, actor, form, clock, t } = request
  const topic = await topicOf(request)
  const today = clock.today()
  const { rows: bodies } = await listBodies(tx, actor, { state: 'active', limit: 200 }, today)
  const organisations = await choosableOrganisations(tx, actor, today)
  const group = (working: boolean) =>
    bodies
      .filter(({ kind }) => workingKinds.includes(kind) === working)
      .map(({ id, name }) => ({ value: id, label: name }))
  return pageOf(
    request,
    topic,
    'assign',
    <Form
      state={form}
      labels={{
        body: t('steering.topic.field.body'),
        responsible: t('steering.topic.field.responsible'),
        dueOn: t('steering.topic.field.dueOn'),
      }}
      initial={{ body: topic.bodyId, responsible: topic.responsibleId, dueOn: topic.dueOn }}
    >
      <Hidden name="version" value={topic.version} />
      <Select
        name="body"
        empty={t('steering.choose')}
        options={[
          { label: t('steering.topic.working-groups'), options: group(true) },
          { label: t('steering.topic.other-bodies'), options: group(false) },
        ]}
      />
      <Select
        name="responsible"
        empty={t('steering.choose')}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField name="dueOn" hint={t('steering.topic.due-hint')} />
      <Save back={topicPath(topic.number)} />
    </Form>,
  )
}

export async function showMerge(request: Request): Promise<Page> {
  const { tx, actor, form, t } = request
  const topic = await topicOf(request)
  if (isFixed(topic)) return pageOf(request, topic, 'merge', <Fixed topic={topic} />)
  const { rows } = await listTopics(tx, actor, { states: shapedStates, limit: 200 })
  const others = rows.filter(({ id }) => id !== topic.id)
  return pageOf(
    request,
    topic,
    'merge',
    others.length === 0 ? (
      <Empty title={t('steering.topic.no-other')} />
    ) : (
      <Stack>
        <Text>{t('steering.topic.merge-text')}</Text>
        <Form state={form} labels={{ into: t('steering.topic.field.into'), note: t('steering.topic.field.note') }}>
          <Hidden name="version" value={topic.version} />
          <Select
            name="into"
            empty={t('steering.choose')}
            options={others.map(({ id, number, title }) => ({
              value: id,
              label: t('steering.topic.named', { number, title }),
            }))}
          />
          <TextArea name="note" optional rows={3} maxLength={longestNote} />
          <Save back={topicPath(topic.number)} label="steering.topic.do.merge" />
        </Form>
      </Stack>
    ),
  )
}

export async function showSplit(request: Request): Promise<Page> {
  const { tx, actor, form, locale, clock } = request
  const topic = await topicOf(request)
  if (isFixed(topic)) return pageOf(request, topic, 'split', <Fixed topic={topic} />)
  const cells = await cellsOf(tx, topic.id)
  const words = await readTopicWords(tx, actor, locale, clock.today())
  return pageOf(request, topic, 'split', <Split topic={topic} cells={cells} words={words} form={form} />)
}

/** Whoever comes by an old address reads why nothing can be sent, before they have chosen anything. */
function Fixed({ topic }: { topic: Topic }) {
  const { t } = useRender()
  return (
    <Empty title={t('error.steering-topic-fixed')}>
      <Link to={topicPath(topic.number)}>
        {t('steering.topic.named', { number: topic.number, title: topic.title })}
      </Link>
    </Empty>
  )
}

interface SplitProps {
  readonly topic: Topic
  readonly cells: Awaited<ReturnType<typeof cellsOf>>
  readonly words: Awaited<ReturnType<typeof readTopicWords>>
  readonly form: FormState | undefined
}

function Split({ topic, cells, words, form }: SplitProps) {
  const { t } = useRender()
  const textOf = useCellText(words)
  const path = topicPath(topic.number)
  if (cells.length === 0) return <Empty title={t('steering.topic.no-findings')} />
  return (
    <Stack>
      <Text>{t('steering.topic.split-text')}</Text>
      <Form
        state={form}
        labels={{ cells: t('steering.topic.field.cells'), title: t('steering.topic.field.new-title') }}
      >
        <Hidden name="version" value={topic.version} />
        <CheckboxList name="cells" choices={cells.map((cell) => ({ value: cellKey(cell), label: textOf(cell) }))} />
        <TextField name="title" optional maxLength={longestTitle} hint={t('steering.topic.split-hint')} />
        <ButtonRow>
          <Button>{t('steering.topic.split-do')}</Button>
          <Button look="secondary" action={`${path}/free`} unchecked>
            {t('steering.topic.free-do')}
          </Button>
          <ButtonLink look="tertiary" to={path}>
            {t('steering.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

export async function showMove(request: Request): Promise<Page> {
  const { form, t } = request
  const topic = await topicOf(request)
  const possible = enteredByHand.filter((state) => mayFollow(topic.state, state))
  return pageOf(
    request,
    topic,
    'state',
    possible.length === 0 ? (
      <Empty title={t('steering.topic.no-state')} />
    ) : (
      <Form
        state={form}
        labels={{ state: t('steering.topic.field.state'), note: t('steering.topic.field.reason') }}
        initial={{ state: possible.length === 1 ? possible[0] : null }}
      >
        <Hidden name="version" value={topic.version} />
        <RadioGroup
          name="state"
          choices={possible.map((state) => ({ value: state, label: t(`steering.topic.state.${state}`) }))}
        />
        <TextArea name="note" optional rows={4} maxLength={longestNote} hint={t('steering.topic.reason-hint')} />
        <Save back={topicPath(topic.number)} />
      </Form>
    ),
  )
}
