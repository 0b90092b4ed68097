import { Fragment, type ReactNode } from 'react'
import type { FormState, Page, PageRequest } from '../../../../../platform/http/index.ts'
import { languages, locales } from '../../../../../platform/i18n/index.ts'
import { QrCode } from '../../../../../platform/identity/factors/pages/qr.tsx'
import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxList,
  Code,
  Columns,
  ConfirmationNote,
  Details,
  Empty,
  Figure,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Parts,
  Section,
  Select,
  Stack,
  Strong,
  Table,
  Text,
  TextField,
  useRender,
} from '../../../../../platform/ui/index.ts'
import { municipalityNames } from '../../../../network/index.ts'
import { shapedStates } from '../../domain/states.ts'
import { conferencesPath, topicPath, topicsPath } from '../../paths.ts'
import { getTopic, listTopics, type Topic } from '../../queries/topics.ts'
import { readTopicWords, type TopicWords } from '../../words.ts'
import { ranked, stepsFrom } from '../domain/voting.ts'
import { longestTitle } from '../forms.ts'
import { conferencePath, enterPath, joinPath } from '../paths.ts'
import {
  type Card,
  type Cluster,
  type Conference,
  cardsOf,
  clustersOf,
  countBallots,
  getConference,
} from '../queries.ts'
import { ConferenceStateMark } from './list.tsx'
import { CardText, MarkedCard } from './marked.tsx'
import { InOtherLanguages } from './spoken.tsx'

interface Board {
  readonly conference: Conference
  /** Behind the QR code. */
  readonly address: string
  /** Where the code is typed. */
  readonly entrance: string
  readonly cards: readonly Card[]
  readonly clusters: readonly Cluster[]
  readonly ballots: number
  readonly words: TopicWords
  readonly topics: readonly Topic[]
  /** Topics that clusters became. */
  readonly taken: ReadonlyMap<string, Topic>
  readonly form: FormState | undefined
}

/** The page for the projector, and for whoever leads the conference. */
export async function showBoard(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, tenant, origin, locale, clock, form } = request
  const conference = await getConference(tx, actor, params.id)
  const clusters = await clustersOf(tx, conference.id)
  const { rows: topics } = await listTopics(tx, actor, { states: shapedStates, limit: 200 })
  const taken = new Map<string, Topic>()
  for (const { topicId } of clusters) if (topicId) taken.set(topicId, await getTopic(tx, actor, topicId))
  const board: Board = {
    conference,
    address: `${origin}/${tenant.key}/de${joinPath(conference.code)}`,
    entrance: `${origin}/${tenant.key}/de${enterPath}`,
    cards: await cardsOf(tx, conference.id),
    clusters,
    ballots: await countBallots(tx, conference.id),
    words: await readTopicWords(tx, actor, locale, clock.today()),
    topics,
    taken,
    form,
  }
  const town = (await municipalityNames(tx)).find(({ id }) => id === conference.municipalityId)?.name
  return {
    title: conference.title,
    meta: (
      <Parts
        parts={[
          town,
          <HeldOn key="on" on={conference.heldOn} />,
          <ConferenceStateMark key="state" state={conference.state} />,
        ]}
      />
    ),
    crumbs: [
      { label: t('steering.topics.title'), path: topicsPath },
      { label: t('steering.conference.title'), path: conferencesPath },
    ],
    islands: ['progress'],
    body: <BoardPage {...board} />,
  }
}

function HeldOn({ on }: { on: Conference['heldOn'] }) {
  const { format } = useRender()
  return <time dateTime={on}>{format.day(on)}</time>
}

function BoardPage(board: Board) {
  const { t } = useRender()
  const { conference } = board
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          opened: 'steering.conference.done.opened',
          taken: 'steering.conference.done.taken',
          'taken-some': 'steering.conference.done.taken-some',
        }}
      />
      {conference.state === 'collecting' && <Collecting {...board} />}
      {conference.state === 'clustering' && <Sorting {...board} />}
      {conference.state === 'voting' && <Voting {...board} />}
      {(conference.state === 'result' || conference.state === 'finished') && <Result {...board} />}
      {conference.state !== 'finished' && (
        <Section title={t('steering.conference.go-on')}>
          <Steps {...board} />
        </Section>
      )}
    </Stack>
  )
}

function Steps({ conference, clusters, form }: Board) {
  const { t } = useRender()
  // Nobody votes on nothing.
  const steps = stepsFrom(conference.state).filter((to) => to !== 'voting' || clusters.length > 0)
  return (
    <Form
      action={`${conferencePath(conference.id)}/step`}
      route="/topics/conferences/:id/step"
      state={form}
      labels={{}}
    >
      <Hidden name="version" value={conference.version} />
      <ButtonRow>
        {steps.map((to, index) => (
          <Button key={to} name="to" value={to} look={index === 0 ? 'primary' : 'secondary'}>
            {t(`steering.conference.to.${to}`)}
          </Button>
        ))}
      </ButtonRow>
      {conference.state === 'result' && <Meta>{t('steering.conference.finish-hint')}</Meta>}
    </Form>
  )
}

function Invitation({ address, entrance, conference: { code } }: Pick<Board, 'address' | 'entrance' | 'conference'>) {
  const { t } = useRender()
  return (
    <div className="nl-stack nl-projected">
      <QrCode content={address} title={t('steering.conference.qr')} large />
      <Text>
        {t('steering.conference.address')} <Code>{entrance}</Code>
      </Text>
      <Text>
        {t('steering.conference.code')} <Strong>{code}</Strong>
      </Text>
      <Meta>
        {t('steering.conference.languages')}{' '}
        {locales.map((locale, index) => (
          <Fragment key={locale}>
            {index > 0 && ' · '}
            <bdi lang={locale}>{languages[locale].name}</bdi>
          </Fragment>
        ))}
      </Meta>
    </div>
  )
}

/** What changes while people send: fetched again every few seconds, by hand without script. */
function Live({ board, children }: { board: Board; children: ReactNode }) {
  const { t } = useRender()
  return (
    <>
      <p className="kern-sr-only" role="status" data-progress-said="" />
      <div
        id="board"
        className="nl-stack nl-projected"
        data-progress={t('steering.conference.up-to-date')}
        data-progress-ended={t('steering.conference.signed-out')}
      >
        {children}
        <Meta>
          <Link to={conferencePath(board.conference.id)}>{t('steering.conference.renew')}</Link>
        </Meta>
      </div>
    </>
  )
}

function Collecting(board: Board) {
  const { t } = useRender()
  const { cards } = board
  return (
    <Columns kind="equal">
      <Section title={t('steering.conference.question')}>
        <InOtherLanguages text="steering.conference.question" />
        <Live board={board}>
          {cards.length > 0 && <Text>{t('steering.conference.cards', { count: cards.length })}</Text>}
          {cards.length === 0 ? (
            <Empty title={t('steering.conference.no-cards')}>{t('steering.conference.no-cards-next')}</Empty>
          ) : (
            <List items={cards.map((card) => ({ key: card.id, content: <CardText card={card} /> }))} />
          )}
        </Live>
      </Section>
      <Section title={t('steering.conference.join')}>
        <Invitation {...board} />
      </Section>
    </Columns>
  )
}

/** What stands in the way, also in the other language in which the list of the district has it. */
function HurdleName({ words, hurdle }: { words: TopicWords; hurdle: string }) {
  const { locale } = useRender()
  const other = locale === 'en' ? 'de' : 'en'
  const [own, also] = [words.hurdle(hurdle), words.hurdle(hurdle, other)]
  return (
    <>
      {own}
      {also !== own && (
        <>
          {' · '}
          <bdi lang={other}>{also}</bdi>
        </>
      )}
    </>
  )
}

function Sorting({ conference, cards, clusters, words, form }: Board) {
  const { t } = useRender()
  if (cards.length === 0)
    return <Empty title={t('steering.conference.no-cards')}>{t('steering.conference.nothing-to-sort')}</Empty>
  const unsorted = cards.filter(({ clusterId }) => clusterId === null)
  return (
    <Columns kind="equal">
      <Section title={t('steering.conference.unsorted', { count: unsorted.length })}>
        <Form
          action={`${conferencePath(conference.id)}/cards`}
          route="/topics/conferences/:id/cards"
          state={form}
          labels={{
            cards: t('steering.conference.field.cards'),
            into: t('steering.conference.field.into'),
            title: t('steering.conference.field.cluster'),
            hurdle: t('steering.conference.field.hurdle'),
            interface: t('steering.conference.field.interface'),
          }}
          initial={{ into: 'new' }}
        >
          <Hidden name="version" value={conference.version} />
          <CheckboxList
            name="cards"
            choices={[...unsorted, ...cards.filter(({ clusterId }) => clusterId !== null)].map((card) => ({
              value: card.id,
              label: <CardText card={card} />,
              ...(card.clusterId && { hint: clusters.find((one) => one.id === card.clusterId)?.title }),
            }))}
          />
          <Select
            name="into"
            options={[
              { value: 'new', label: t('steering.conference.new-cluster') },
              ...clusters.map(({ id, title }) => ({ value: id, label: title })),
              { value: 'none', label: t('steering.conference.no-cluster') },
              { value: 'drop', label: t('steering.conference.drop') },
            ]}
          />
          <TextField name="title" optional maxLength={longestTitle} hint={t('steering.conference.cluster-hint')} />
          <Select
            name="hurdle"
            optional
            empty={t('steering.choose')}
            options={words.hurdles.map(({ key, label }) => ({ value: key, label }))}
          />
          <Select
            name="interface"
            optional
            empty={t('steering.topic.no-interface')}
            options={words.interfaces.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ButtonRow>
            <Button look="secondary">{t('steering.conference.sort')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Stack gap="l">
        {clusters.length === 0 && (
          <Empty title={t('steering.conference.no-clusters')}>{t('steering.conference.no-clusters-next')}</Empty>
        )}
        {clusters.map((cluster) => (
          <Section key={cluster.id} title={cluster.title} aside={<HurdleName words={words} hurdle={cluster.hurdle} />}>
            <CardsOf cluster={cluster} cards={cards} />
          </Section>
        ))}
      </Stack>
    </Columns>
  )
}

function CardsOf({ cluster, cards }: { cluster: Cluster; cards: readonly Card[] }) {
  const own = cards.filter(({ clusterId }) => clusterId === cluster.id)
  return <List items={own.map((card) => ({ key: card.id, content: <MarkedCard card={card} /> }))} />
}

function Voting(board: Board) {
  const { t } = useRender()
  const { clusters, ballots, conference, words } = board
  return (
    <Columns kind="equal">
      <Section title={t('steering.conference.vote-on', { points: conference.pointsEach })}>
        <Live board={board}>
          <Text>{t('steering.conference.ballots', { count: ballots })}</Text>
          <List
            items={clusters.map(({ id, title, hurdle }) => ({
              key: id,
              content: <Strong>{title}</Strong>,
              meta: <HurdleName words={words} hurdle={hurdle} />,
            }))}
          />
        </Live>
      </Section>
      <Section title={t('steering.conference.join')}>
        <Invitation {...board} />
      </Section>
    </Columns>
  )
}

function Result({ conference, cards, clusters, words, topics, taken, form }: Board) {
  const { t } = useRender()
  const rows = ranked(clusters)
  if (rows.length === 0) return <Empty title={t('steering.conference.no-clusters')} />
  return (
    <Section title={t('steering.conference.result')}>
      <Stack>
        <Table<Cluster>
          caption={t('steering.conference.result')}
          rows={rows}
          keyOf={(row) => row.id}
          stacks
          columns={[
            { key: 'title', header: t('steering.conference.field.cluster'), names: true, cell: (row) => row.title },
            {
              key: 'hurdle',
              header: t('steering.conference.field.hurdle'),
              cell: (row) => <HurdleName words={words} hurdle={row.hurdle} />,
            },
            {
              key: 'points',
              header: t('steering.conference.points-given'),
              kind: 'number',
              cell: (row) => <Figure>{row.points}</Figure>,
            },
            {
              key: 'topic',
              header: t('steering.topic.one'),
              cell: (row) => {
                const topic = row.topicId === null ? undefined : taken.get(row.topicId)
                return topic ? (
                  <Link to={topicPath(topic.number)}>
                    {t('steering.topic.named', { number: topic.number, title: topic.title })}
                  </Link>
                ) : (
                  t('steering.conference.not-taken')
                )
              },
            },
          ]}
        />
        {conference.state === 'result' &&
          rows
            .filter(({ topicId }) => topicId === null)
            .map((cluster) => (
              <Details key={cluster.id} summary={t('steering.conference.take', { title: cluster.title })}>
                <Stack>
                  <CardsOf cluster={cluster} cards={cards} />
                  <Form
                    action={`${conferencePath(conference.id)}/take`}
                    route="/topics/conferences/:id/take"
                    prefix={`t${cluster.position}-`}
                    state={form?.values['cluster'] === cluster.id ? form : null}
                    labels={{ topic: t('steering.waiting.topic'), read: t('steering.conference.field.read') }}
                    initial={{ topic: 'new' }}
                  >
                    <Hidden name="version" value={conference.version} />
                    <Hidden name="cluster" value={cluster.id} />
                    <Select
                      name="topic"
                      options={[
                        { value: 'new', label: t('steering.waiting.form-new') },
                        ...topics.map(({ id, number, title }) => ({
                          value: id,
                          label: t('steering.topic.named', { number, title }),
                        })),
                      ]}
                    />
                    <Checkbox name="read" hint={t('steering.conference.read-hint')} />
                    <ButtonRow>
                      <Button look="secondary">{t('steering.waiting.do')}</Button>
                    </ButtonRow>
                  </Form>
                </Stack>
              </Details>
            ))}
      </Stack>
    </Section>
  )
}
