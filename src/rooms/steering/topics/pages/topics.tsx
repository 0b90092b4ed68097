import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  ButtonLink,
  Chips,
  ConfirmationNote,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  Meta,
  Name,
  PageCount,
  Pager,
  RowName,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { bodyNames } from '../../../network/index.ts'
import { countsOf, type TopicCount } from '../counts.ts'
import { type TopicState, topicStates, workingStates } from '../domain/states.ts'
import { conferencesPath, newTopicPath, topicPath, topicsPath, waitingPath } from '../paths.ts'
import { waitingCells } from '../queries/cells.ts'
import { listTopics, type Topic } from '../queries/topics.ts'
import { readTopicWords } from '../words.ts'
import { CaseCount, TopicStateMark } from './parts.tsx'

const perPage = 25
/** More than so many cells are "viele". */
const mostCounted = 500

export async function showTopics(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, locale, clock } = request
  const page = pageNumber(query)
  const state = topicStates.find((one) => one === query.get('state'))
  const all = query.get('view') === 'all'
  const body = query.get('body')
  const bodies = await bodyNames(tx)
  const bodyId = bodies.find(({ key }) => key === body)?.id
  const text = query.get('text') ?? undefined
  const listing = {
    ...(state ? { states: [state] } : { open: !all }),
    ...(text && { text }),
    ...(bodyId && { bodyId }),
    limit: perPage,
    offset: (page - 1) * perPage,
  }
  const { rows, total } = await listTopics(tx, actor, listing)
  const words = await readTopicWords(tx, actor, locale, clock.today())
  const counts = await countsOf(request, rows, words)
  const prepares = may(actor, 'steering.prepare')
  const waiting = prepares ? (await waitingCells(tx, mostCounted)).length : 0
  return {
    title: t('steering.topics.title'),
    meta: t('steering.topics.meta', { count: total, view: all || state ? 'all' : 'open' }),
    ...(prepares && {
      actions: (
        <>
          <ButtonLink look="secondary" to={conferencesPath}>
            {t('steering.conference.title')}
          </ButtonLink>
          <ButtonLink look={waiting > 0 ? 'secondary' : 'primary'} to={newTopicPath}>
            {t('steering.topic.new')}
          </ButtonLink>
          {waiting > 0 && <ButtonLink to={waitingPath}>{t('steering.topics.waiting', { count: waiting })}</ButtonLink>}
        </>
      ),
    }),
    body: (
      <Topics
        rows={rows}
        total={total}
        page={page}
        counts={counts}
        bodies={bodies}
        filtered={Boolean(state || text || bodyId)}
      />
    ),
  }
}

interface Shown {
  readonly rows: readonly Topic[]
  readonly total: number
  readonly page: number
  readonly counts: ReadonlyMap<Topic['id'], TopicCount>
  readonly bodies: readonly { readonly id: string; readonly key: string; readonly name: string }[]
  readonly filtered: boolean
}

function Topics({ rows, total, page, counts, bodies, filtered }: Shown) {
  const { t, format, query, may } = useRender()
  const all = query.get('view') === 'all'
  const prepares = may('steering.prepare')
  const bodyName = (id: string | null) => bodies.find((one) => one.id === id)?.name
  return (
    <Stack>
      <ConfirmationNote texts={{ merged: 'steering.topic.done.merged' }} />
      <Chips
        label={t('steering.topics.view')}
        chips={[
          { to: topicsPath, label: t('steering.topics.open'), current: !all },
          { to: `${topicsPath}?view=all`, label: t('steering.topics.all'), current: all },
        ]}
      />
      <FilterBar label={t('steering.topics.filter')} keep={['view']}>
        <FilterText name="text" label={t('steering.topics.search')} />
        <FilterSelect
          name="state"
          label={t('steering.topic.field.state')}
          empty={t('steering.topics.any')}
          options={topicStates.map((state) => ({ value: state, label: t(`steering.topic.state.${state}`) }))}
        />
        <FilterSelect
          name="body"
          label={t('steering.topic.field.body')}
          empty={t('steering.topics.any')}
          options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={t(filtered ? 'steering.topics.none-found' : 'steering.topics.none')}>
          {filtered ? (
            <Link to={topicsPath}>{t('steering.topics.show-open')}</Link>
          ) : (
            t(prepares ? 'steering.topics.none-next' : 'steering.topics.none-read')
          )}
        </Empty>
      ) : (
        <Table<Topic>
          caption={t('steering.topics.title')}
          rows={rows}
          keyOf={(row) => row.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('steering.topic.field.title'),
              names: true,
              full: true,
              cell: (row) => (
                <RowName meta={t('steering.topic.number', { number: row.number })}>
                  <Link to={topicPath(row.number)} quiet>
                    <Name>{row.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            {
              key: 'cases',
              header: t('steering.topic.field.cases'),
              kind: 'number',
              cell: (row) => <CaseCount count={counts.get(row.id)} />,
            },
            {
              key: 'severity',
              header: t('steering.topic.field.severity'),
              cell: (row) =>
                row.severity ? t(`steering.topic.severity.${row.severity}`) : t('steering.topic.not-assessed'),
            },
            {
              key: 'levels',
              header: t('steering.topic.field.levels'),
              cell: (row) => row.levels.map((level) => t(`steering.topic.level.${level}`)).join(', ') || '–',
            },
            {
              key: 'body',
              header: t('steering.topic.field.body-due'),
              cell: (row) =>
                row.dueOn === null ? '–' : <Assigned row={row} name={bodyName(row.bodyId)} day={format.day} />,
            },
            {
              key: 'state',
              header: t('steering.topic.field.state'),
              narrow: true,
              cell: (row) => <TopicStateMark state={row.state} />,
            },
          ]}
        />
      )}
      <PageCount total={total} size={perPage} page={page} />
      <Pager total={total} size={perPage} page={page} />
    </Stack>
  )
}

function Assigned({ row, name, day }: { row: Topic; name: string | undefined; day: (on: never) => string }) {
  const { t, today } = useRender()
  const on = day(row.dueOn as never)
  return (
    <>
      <Name>{name}</Name>
      <Meta>
        {isLate(row.dueOn, row.state, today) ? t('steering.topic.was-due', { on }) : t('steering.topic.until', { on })}
      </Meta>
    </>
  )
}

const isLate = (due: string | null, state: TopicState, today: string): boolean =>
  due !== null && due < today && workingStates.includes(state)
