import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  ButtonLink,
  Chips,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  Name,
  PageCount,
  Pager,
  RowName,
  Stack,
  State,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { gapStates, isOpen } from '../domain/states.ts'
import { gapPath, newGapPath, registerPath } from '../paths.ts'
import { type Gap, listGaps } from '../queries/gaps.ts'
import { type GapWords, readGapWords } from '../words.ts'
import { GapStateMark } from './parts.tsx'

const perPage = 25

/** The gap register: what is open, by town and group; everything with `view=all`. */
export async function showRegister(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, locale, clock } = request
  const page = pageNumber(query)
  const words = await readGapWords(tx, actor, locale, clock.today())
  const state = gapStates.find((one) => one === query.get('state'))
  const all = query.get('view') === 'all'
  const town = words.towns.find(({ key }) => key === query.get('town'))
  const topic = words.topics.find(({ value }) => value === query.get('topic'))?.value
  const group = words.groups.find(({ value }) => value === query.get('group'))?.value
  const text = query.get('text') || undefined
  const { rows, total } = await listGaps(tx, actor, {
    ...(state ? { states: [state] } : { open: !all }),
    ...(town && { municipalityId: town.id as NonNullable<Gap['municipalityId']> }),
    ...(topic && { topic }),
    ...(group && { targetGroup: group }),
    ...(text && { text }),
    limit: perPage,
    offset: (page - 1) * perPage,
  })
  return {
    title: t('steering.gap.register'),
    meta: t('steering.gap.meta', { count: total, view: all || state ? 'all' : 'open' }),
    ...(may(actor, 'steering.prepare') && {
      actions: <ButtonLink to={newGapPath}>{t('steering.gap.new')}</ButtonLink>,
    }),
    body: (
      <Register
        rows={rows}
        total={total}
        page={page}
        words={words}
        filtered={Boolean(state || town || topic || group || text)}
      />
    ),
  }
}

interface Shown {
  readonly rows: readonly Gap[]
  readonly total: number
  readonly page: number
  readonly words: GapWords
  readonly filtered: boolean
}

function Register({ rows, total, page, words, filtered }: Shown) {
  const { t, format, query, today, tenant, may } = useRender()
  const all = query.get('view') === 'all'
  const prepares = may('steering.prepare')
  return (
    <Stack>
      <Chips
        label={t('steering.gap.view')}
        chips={[
          { to: registerPath, label: t('steering.gap.open-ones'), current: !all },
          { to: `${registerPath}?view=all`, label: t('steering.gap.all-ones'), current: all },
        ]}
      />
      <FilterBar label={t('steering.gap.filter')} keep={['view']}>
        <FilterText name="text" label={t('steering.gap.search')} />
        <FilterSelect
          name="topic"
          label={t('steering.gap.field.topic')}
          empty={t('steering.gap.any')}
          options={words.topics}
        />
        <FilterSelect
          name="town"
          label={t('steering.gap.field.municipality')}
          empty={t('steering.gap.any')}
          options={words.towns.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <FilterSelect
          name="group"
          label={t('steering.gap.field.targetGroup')}
          empty={t('steering.gap.any')}
          options={words.groups}
        />
        <FilterSelect
          name="state"
          label={t('steering.gap.field.state')}
          empty={t('steering.gap.any')}
          options={gapStates.map((value) => ({ value, label: t(`steering.gap.state.${value}`) }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={t(filtered ? 'steering.gap.none-found' : 'steering.gap.none')}>
          {filtered ? (
            <Link to={registerPath}>{t('steering.gap.show-open')}</Link>
          ) : (
            t(prepares ? 'steering.gap.none-next' : 'steering.gap.none-read')
          )}
        </Empty>
      ) : (
        <Table<Gap>
          caption={t('steering.gap.register')}
          rows={rows}
          keyOf={(row) => row.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('steering.gap.field.title'),
              names: true,
              full: true,
              cell: (row) => (
                <RowName
                  meta={t('steering.gap.numbered', { number: row.number, kind: t(`steering.gap.kind.${row.kind}`) })}
                >
                  <Link to={gapPath(row.number)} quiet>
                    <Name>{row.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            { key: 'topic', header: t('steering.gap.field.topic'), cell: (row) => words.topic(row.topic) },
            {
              key: 'where',
              header: t('steering.gap.field.where'),
              cell: (row) => words.where(row, tenant?.name ?? ''),
            },
            {
              key: 'priority',
              header: t('steering.gap.field.priority'),
              cell: (row) => (row.priority ? t(`steering.gap.priority.${row.priority}`) : '–'),
            },
            {
              key: 'due',
              header: t('steering.gap.field.dueOn'),
              narrow: true,
              cell: (row) =>
                row.dueOn === null ? (
                  '–'
                ) : row.dueOn < today && isOpen(row.state) ? (
                  <State kind="attention">{format.day(row.dueOn)}</State>
                ) : (
                  format.day(row.dueOn)
                ),
            },
            {
              key: 'state',
              header: t('steering.gap.field.state'),
              narrow: true,
              cell: (row) => <GapStateMark state={row.state} />,
            },
          ]}
        />
      )}
      <PageCount total={total} size={perPage} page={page} />
      <Pager total={total} size={perPage} page={page} />
    </Stack>
  )
}
