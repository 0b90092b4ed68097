import type { Day } from '../../../../kernel/day.ts'
import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { shownPanels } from '../../../../platform/http/slots.ts'
import {
  Button,
  ButtonLink,
  Columns,
  ConfirmationNote,
  Facts,
  Form,
  Hidden,
  Link,
  Note,
  Part,
  Parts,
  Section,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { FindingText } from '../../../insight/index.ts'
import { type ConferenceFinding, conferenceFindings } from '../conference/queries.ts'
import { countsOf, type TopicCount, textsOf } from '../counts.ts'
import type { Cell } from '../domain/cells.ts'
import { mayFollow, shapedStates } from '../domain/states.ts'
import { topicPath, topicsPath } from '../paths.ts'
import { arrivedOn } from '../queries/arrivals.ts'
import { cellsOf } from '../queries/cells.ts'
import { stepsOf } from '../queries/parts.ts'
import { getTopic, getTopicAt, type Topic } from '../queries/topics.ts'
import { quarterParts, readTopicWords, type TopicWords } from '../words.ts'
import { CaseCount, CellList, Texts, TopicStateMark } from './parts.tsx'
import { type Around, readAround, TopicHistory, TopicSide } from './topicside.tsx'

/** Steps of the history that the page shows. */
const mostSteps = 50

export async function showTopic(request: PageRequest<'topic'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock } = request
  const topic = await getTopicAt(tx, actor, params.topic)
  const words = await readTopicWords(tx, actor, locale, clock.today())
  const cells = await cellsOf(tx, topic.id)
  const count = (await countsOf(request, [topic], words)).get(topic.id)
  const texts = await textsOf(request, topic, words)
  const panels = shownPanels(await request.slot('steering.topic', topic.id))
  const said = await conferenceFindings(tx, topic.id)
  const around = await readAround(tx, topic, clock.today())
  const arrived = may(actor, 'steering.prepare') ? await arrivedOn(tx, topic.id) : undefined
  const steps = await stepsOf(tx, topic.id, mostSteps)
  const into = topic.mergedInto === null ? undefined : await getTopic(tx, actor, topic.mergedInto)
  return {
    title: topic.title,
    name: t('steering.topic.number', { number: topic.number }),
    meta: (
      <Parts
        parts={[
          t('steering.topic.number', { number: topic.number }),
          <TopicStateMark key="state" state={topic.state} />,
        ]}
      />
    ),
    crumbs: [{ label: t('steering.topics.title'), path: topicsPath }],
    ...(may(actor, 'steering.prepare') && topic.mergedInto === null && { actions: <NextStep topic={topic} /> }),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        {into && (
          <Note>
            {t('steering.topic.is-merged')}{' '}
            <Link to={topicPath(into.number)}>
              {t('steering.topic.named', { number: into.number, title: into.title })}
            </Link>
          </Note>
        )}
        {arrived && <Arrived topic={topic} on={arrived} />}
        <Columns kind="side">
          <Stack gap="l">
            {topic.description && <Text>{topic.description}</Text>}
            <Findings topic={topic} cells={cells} count={count} texts={texts} words={words} />
            <FromConferences findings={said} towns={around.names} />
            {panels}
            <TopicHistory steps={steps} words={words} around={around} />
          </Stack>
          <TopicSide topic={topic} into={into} cells={cells.length} around={around} />
        </Columns>
      </Stack>
    ),
  }
}

const confirmations = Object.fromEntries(
  [
    'formed',
    'added',
    'described',
    'assessed',
    'assigned',
    'split',
    'unmerged',
    'moved',
    'received',
    'freed',
    'looked-through',
  ].map((word) => [word, `steering.topic.done.${word}`]),
)

/** Findings came while nobody looked: the topic stays in the inbox until somebody says that they have. */
function Arrived({ topic, on }: { topic: Topic; on: Day }) {
  const { t, format } = useRender()
  return (
    <Note>
      {t('steering.topic.arrived', { on: format.day(on) })}
      <Form action={`${topicPath(topic.number)}/acknowledge`} route="/topics/:topic/acknowledge" labels={{}}>
        <Hidden name="version" value={topic.version} />
        <Button look="secondary">{t('steering.topic.looked-through')}</Button>
      </Form>
    </Note>
  )
}

/** The one thing that comes next. */
function NextStep({ topic }: { topic: Topic }) {
  const { t } = useRender()
  const path = topicPath(topic.number)
  if (topic.assessedOn === null && mayFollow(topic.state, 'assessed'))
    return <ButtonLink to={`${path}/assess`}>{t('steering.topic.assess')}</ButtonLink>
  if (topic.bodyId === null && mayFollow(topic.state, 'assigned'))
    return <ButtonLink to={`${path}/assign`}>{t('steering.topic.assign')}</ButtonLink>
  return null
}

interface FindingsProps {
  readonly topic: Topic
  readonly cells: readonly Cell[]
  readonly count: TopicCount | undefined
  readonly texts: readonly FindingText[]
  readonly words: TopicWords
}

function Findings({ topic, cells, count, texts, words }: FindingsProps) {
  const { t, may } = useRender()
  const shaped = shapedStates.includes(topic.state) && topic.mergedInto === null && may('steering.prepare')
  const known = typeof count === 'object'
  // Cells are read by those alone who see exact small ones; for all others what the gate released says whether there are any.
  if (cells.length === 0 && (count === undefined || (known && count.findings === 0)))
    return (
      <Section title={t('steering.topic.findings')}>
        <Text>{t('steering.topic.no-findings')}</Text>
      </Section>
    )
  const oldest = cells.at(-1)
  return (
    <Section
      title={t('steering.topic.findings')}
      aside={shaped && <Link to={`${topicPath(topic.number)}/split`}>{t('steering.topic.sort')}</Link>}
    >
      <Stack>
        <Facts
          facts={[
            {
              label: t('steering.topic.field.cases'),
              value: <CaseCount count={count} />,
              beside: known ? t('steering.topic.in-findings', { count: count.findings }) : t('steering.topic.withheld'),
              words: !known,
            },
            ...(oldest
              ? [
                  {
                    label: t('steering.topic.interfaces'),
                    value: new Set(cells.map(({ interfaceId }) => interfaceId)).size,
                    beside: t('steering.topic.of-interfaces', { count: words.interfaces.length }),
                  },
                  {
                    label: t('steering.topic.since'),
                    value: t('steering.topic.quarter', quarterParts(oldest.quarter)),
                    beside: t('steering.topic.first-told'),
                    words: true,
                  },
                ]
              : []),
          ]}
        />
        {texts.length > 0 && <Texts texts={texts} />}
        {oldest && (
          <Part title={t('steering.topic.field.cells')}>
            <CellList cells={cells} words={words} />
          </Part>
        )}
      </Stack>
    </Section>
  )
}

/** What planning conferences said: no case stands behind it. */
function FromConferences({ findings, towns }: { findings: readonly ConferenceFinding[]; towns: Around['names'] }) {
  const { t, format } = useRender()
  if (findings.length === 0) return null
  const groups = Map.groupBy(findings, (one) => `${one.conference} ${one.heldOn} ${one.cluster}`)
  return (
    <Section title={t('steering.conference.said')}>
      <Stack>
        {[...groups].map(([key, own]) => {
          const [one] = own as [ConferenceFinding]
          return (
            <Stack key={key} gap="s">
              <Text>
                {t('steering.conference.said-by', {
                  conference: one.conference,
                  town: towns.get(one.municipalityId ?? '') ?? t('steering.conference.all-towns'),
                  on: format.day(one.heldOn),
                  points: one.points,
                })}
              </Text>
              <Texts texts={own.map(({ body, locale }) => ({ text: body, locale }))} />
            </Stack>
          )
        })}
      </Stack>
    </Section>
  )
}
