import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  ButtonLink,
  Chips,
  Empty,
  FilterBar,
  FilterText,
  Link,
  Name,
  PageCount,
  Pager,
  RowName,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { choosableInterfaces } from '../../../network/index.ts'
import { getGap } from '../../gaps/index.ts'
import { checkStates } from '../domain/states.ts'
import { type FrozenReading, frozenReading } from '../figures.ts'
import { checkPath, effectsPath, newCheckPath } from '../paths.ts'
import { type Check, listChecks } from '../queries/checks.ts'
import { readingText, VerdictMark } from './words.tsx'

const perPage = 25

interface Row {
  readonly check: Check
  readonly target: string
  /** The change with its interval, where it was told. */
  readonly change: string | undefined
}

/** All effect checks: what a measure is to change, since when, and what can be said. */
export async function showEffects(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock } = request
  const page = pageNumber(query)
  const state = checkStates.find((one) => one === query.get('state'))
  const text = query.get('text') || undefined
  const { rows, total } = await listChecks(tx, actor, {
    ...(state && { states: [state] }),
    ...(text && { text }),
    limit: perPage,
    offset: (page - 1) * perPage,
  })
  const interfaces = new Map((await choosableInterfaces(tx, actor, clock.today())).map(({ id, name }) => [id, name]))
  const shown: (Omit<Row, 'change'> & { reading: FrozenReading | undefined })[] = []
  for (const check of rows)
    shown.push({
      check,
      target: check.gapId
        ? (await getGap(tx, actor, check.gapId)).title
        : (interfaces.get(check.interfaceId as never) ?? t('steering.effect.ended-interface')),
      reading: await frozenReading(tx, actor, check.releaseId),
    })
  return {
    title: t('steering.effect.title'),
    meta: t('steering.effect.meta', { count: total }),
    ...(may(actor, 'steering.prepare') && {
      actions: <ButtonLink to={newCheckPath}>{t('steering.effect.plan')}</ButtonLink>,
    }),
    body: <Effects shown={shown} total={total} page={page} filtered={Boolean(state || text)} />,
  }
}

function Effects({
  shown,
  total,
  page,
  filtered,
}: {
  shown: readonly (Omit<Row, 'change'> & { reading: FrozenReading | undefined })[]
  total: number
  page: number
  filtered: boolean
}) {
  const { t, format, query } = useRender()
  const current = query.get('state')
  const rows: Row[] = shown.map(({ reading, ...row }) => ({ ...row, change: readingText(t, format, reading) }))
  return (
    <Stack>
      <Text>{t('steering.effect.intro')}</Text>
      <Chips
        label={t('steering.effect.view')}
        chips={[
          { to: effectsPath, label: t('steering.effect.all'), current: current === null },
          ...checkStates.map((state) => ({
            to: `${effectsPath}?state=${state}`,
            label: t(`steering.effect.states.${state}`),
            current: current === state,
          })),
        ]}
      />
      <FilterBar label={t('steering.effect.filter')} keep={['state']}>
        <FilterText name="text" label={t('steering.effect.search')} />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={t(filtered ? 'steering.effect.none-found' : 'steering.effect.none')}>
          {filtered ? <Link to={effectsPath}>{t('steering.effect.show-all')}</Link> : t('steering.effect.none-text')}
        </Empty>
      ) : (
        <Table<Row>
          caption={t('steering.effect.title')}
          rows={rows}
          keyOf={({ check }) => check.id}
          stacks
          columns={[
            {
              key: 'measure',
              header: t('steering.effect.field.measure'),
              names: true,
              full: true,
              cell: ({ check, target }) => (
                <RowName meta={target}>
                  <Link to={checkPath(check.id)} quiet>
                    <Name>{check.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            {
              key: 'since',
              header: t('steering.effect.field.startsOn'),
              narrow: true,
              cell: ({ check }) => format.day(check.startsOn),
            },
            {
              key: 'verdict',
              header: t('steering.effect.field.verdict'),
              narrow: true,
              cell: ({ check }) => <VerdictMark state={check.state} verdict={check.verdict} />,
            },
            {
              key: 'change',
              header: t('steering.effect.field.change'),
              cell: ({ change, check }) =>
                change ?? (check.state === 'told' && check.gapId === null ? t('steering.effect.no-change') : '–'),
            },
          ]}
        />
      )}
      <PageCount total={total} size={perPage} page={page} />
      <Pager total={total} size={perPage} page={page} />
    </Stack>
  )
}
