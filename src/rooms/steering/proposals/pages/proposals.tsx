import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { pageNumber } from '../../../../platform/http/index.ts'
import {
  ButtonLink,
  Chips,
  ConfirmationNote,
  Empty,
  FilterBar,
  FilterText,
  Link,
  Name,
  Pager,
  RowName,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type ProposalState, proposalStates } from '../domain/states.ts'
import { proposalPath, proposals } from '../paths.ts'
import { countsByState } from '../queries/meetings.ts'
import { listProposals, type Proposal } from '../queries/proposals.ts'
import { confirmations } from './confirmations.ts'
import { crumbToCockpit, ProposalMark } from './words.tsx'

const size = 50

/** All proposals, by state and words. */
export async function showProposals({ tx, actor, t, query }: PageRequest): Promise<Page> {
  const state = proposalStates.find((one) => one === query.get('state'))
  const text = query.get('q') ?? undefined
  const page = pageNumber(query)
  const { total, rows } = await listProposals(tx, actor, {
    ...(state && { states: [state] }),
    text,
    limit: size,
    offset: (page - 1) * size,
  })
  const counts = await countsByState(tx, actor)
  return {
    title: t('steering.proposals.title-count', { count: [...counts.values()].reduce((sum, one) => sum + one, 0) }),
    name: t('steering.proposals.title'),
    crumbs: crumbToCockpit(t),
    actions: may(actor, 'steering.prepare') ? (
      <ButtonLink to={`${proposals}/new`}>{t('steering.proposals.new')}</ButtonLink>
    ) : undefined,
    body: <List rows={rows} total={total} page={page} state={state} counts={counts} />,
  }
}

interface ListProps {
  readonly rows: readonly Proposal[]
  readonly total: number
  readonly page: number
  readonly state: ProposalState | undefined
  readonly counts: ReadonlyMap<string, number>
}

function List({ rows, total, page, state, counts }: ListProps) {
  const { t, format } = useRender()
  const chips = proposalStates
    .filter((one) => counts.has(one))
    .map((one) => ({
      to: `${proposals}?state=${one}`,
      label: t(`steering.proposals.state.${one}`),
      count: counts.get(one) ?? 0,
      current: one === state,
    }))
  return (
    <Stack>
      <ConfirmationNote texts={confirmations} />
      <Chips
        label={t('steering.proposals.views')}
        chips={[{ to: proposals, label: t('steering.proposals.all'), current: state === undefined }, ...chips]}
      />
      <FilterBar label={t('steering.proposals.search')} keep={['state']}>
        <FilterText name="q" label={t('steering.proposals.search-words')} />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={t('steering.proposals.empty')}>
          <Text>{t('steering.proposals.empty-next')}</Text>
        </Empty>
      ) : (
        <Table
          caption={t('steering.proposals.title')}
          rows={rows}
          keyOf={(row) => row.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('steering.proposals.one'),
              names: true,
              full: true,
              cell: (row) => (
                <RowName meta={row.decisionText}>
                  <Link to={proposalPath(row.number)}>
                    <Name>{`${row.number} ${row.title}`}</Name>
                  </Link>
                </RowName>
              ),
            },
            {
              key: 'state',
              header: t('steering.proposals.field.state'),
              cell: (row) => <ProposalMark state={row.state} />,
            },
            {
              key: 'weight',
              header: t('steering.proposals.weight'),
              kind: 'number',
              cell: (row) => (row.weight === null ? '–' : format.number(row.weight)),
            },
            {
              key: 'due',
              header: t('steering.proposals.due'),
              narrow: true,
              cell: (row) => (row.dueOn === null ? '–' : format.day(row.dueOn)),
            },
          ]}
        />
      )}
      <Pager total={total} size={size} page={page} />
    </Stack>
  )
}
