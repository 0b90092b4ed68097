import { type Day, daysBetween } from '../../../kernel/day.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { ExportLink } from '../../../platform/exports/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import {
  addressWith,
  Chips,
  type Column,
  Empty,
  FilterBar,
  FilterSelect,
  Link,
  Meta,
  Name,
  NothingFound,
  PageCount,
  Pager,
  Parts,
  Row,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { State } from '../domain.ts'
import { handoversExport } from '../exports.ts'
import { type Names, namesOn } from '../names.ts'
import { handoverPath, inboxPath } from '../paths.ts'
import { doneStates, type InboxRow, type InboxView, listInbox, waitingStates } from '../queries/inbox.ts'
import { readReasons } from '../reasons.ts'
import { listingOf, viewsFor } from './listing.ts'
import { Due, StateWord, Way } from './words.tsx'

const pageSize = 50

/** The Postkorb of hand-overs: what came, what was given, what is done; of the team or one's own. */
export async function showInbox({ tx, actor, query, t, clock, tenant, locale }: PageRequest): Promise<Page> {
  const today = clock.today()
  const views = viewsFor(actor)
  const names = await namesOn(tx, actor, today)
  const asked = listingOf(query, actor, names)
  const { view, mine, state } = asked
  const states: readonly State[] = view === 'done' ? doneStates : waitingStates
  const page = pageNumber(query)
  const listed = await listInbox(tx, actor, { ...asked, limit: pageSize, offset: (page - 1) * pageSize })
  const counts = new Map<InboxView, number>()
  for (const one of views)
    counts.set(
      one,
      one === view && !state
        ? listed.total
        : (await listInbox(tx, actor, { view: one, mine, limit: 0, offset: 0 })).total,
    )
  if (listed.rows.length > 0)
    await recordLook(tx, actor, {
      event: 'journeys.handovers-listed',
      subjectKind: 'journeys.handover',
      ids: listed.rows.map(({ id }) => id),
    })
  const reason = (await readReasons(tx, locale, today)).word
  const used = (['interface', 'state'] as const).find((name) => query.get(name))
  const bare = addressesOf(query)
  return {
    title: t('journeys.inbox.title'),
    meta: <Parts parts={[names.organisation(actor.organisationId ?? ''), t('journeys.inbox.what')]} />,
    actions: listed.total > 0 && <ExportLink of={handoversExport} />,
    body: (
      <Stack>
        <Row>
          <Chips
            label={t('journeys.inbox.views')}
            chips={views.map((one) => ({
              to: addressWith(bare, 'view', one === 'received' ? undefined : one),
              label: t(`journeys.inbox.view.${one}`),
              count: counts.get(one) ?? 0,
              current: one === view,
            }))}
          />
          <Chips
            label={t('journeys.inbox.whose')}
            chips={(['team', 'mine'] as const).map((one) => ({
              to: addressWith(withoutPage(query), 'whose', one === 'team' ? undefined : one),
              label: t(`journeys.inbox.of.${one}`),
              current: (one === 'mine') === mine,
            }))}
          />
        </Row>
        <FilterBar label={t('journeys.inbox.filter')} action={inboxPath} keep={['view', 'whose']}>
          <FilterSelect
            name="state"
            label={t('journeys.inbox.state')}
            empty={t('journeys.inbox.all')}
            options={states.map((one) => ({ value: one, label: t(`journeys.state.${one}`) }))}
          />
          <FilterSelect
            name="interface"
            label={t('journeys.inbox.interface')}
            empty={t('journeys.inbox.all')}
            options={names.interfaces.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterBar>
        {listed.rows.length > 0 ? (
          <>
            <InboxTable rows={listed.rows} names={names} view={view} land={tenant.land} today={today} reason={reason} />
            <Row>
              <Pager total={listed.total} size={pageSize} page={page} />
              <span className="nl-row__end">
                <PageCount total={listed.total} size={pageSize} page={page} />
              </span>
            </Row>
          </>
        ) : used ? (
          <NothingFound last={t(`journeys.inbox.${used}`)} to={addressWith(query, used, undefined)} />
        ) : (
          <Empty title={t(`journeys.inbox.none.${view}`)}>
            {t(`journeys.inbox.none-next.${mine ? 'mine' : view}`)}
          </Empty>
        )}
      </Stack>
    ),
  }
}

/** A view begins without the filters and the page of the one before. */
function addressesOf(query: URLSearchParams): URLSearchParams {
  const next = withoutPage(query)
  next.delete('state')
  return next
}

function withoutPage(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete('page')
  next.delete('done')
  return next
}

interface InboxTableProps {
  readonly rows: readonly InboxRow[]
  readonly names: Names
  readonly view: InboxView
  readonly land: PageRequest['tenant']['land']
  readonly today: Day
  readonly reason: (code: string | null) => string | null
}

function InboxTable({ rows, names, view, land, today, reason }: InboxTableProps) {
  const { t, format } = useRender()
  const columns: Column<InboxRow>[] = [
    {
      key: 'what',
      header: t(`journeys.inbox.column.${view === 'received' ? 'from' : view === 'given' ? 'to' : 'both'}`),
      names: true,
      full: true,
      cell: (row) => (
        <>
          <Link to={handoverPath(row.id)}>
            <Name>{names.organisation(row.side === 'receiver' ? row.fromOrganisationId : row.toOrganisationId)}</Name>
          </Link>
          {view === 'done' && ` · ${t(`journeys.inbox.was.${row.side}`)}`}
          <Meta parts={[<Way key="way" of={names.interface(row.interfaceId)} />, waitWords(row)]} />
        </>
      ),
    },
    { key: 'reference', header: t('journeys.inbox.column.reference'), cell: (row) => row.reference ?? '' },
    {
      key: 'state',
      header: t('journeys.inbox.column.state'),
      cell: (row) => (
        <>
          <StateWord state={row.state} reason={reason(row.reason)} sides={row.sides} />
          <Meta>{format.dayShort(row.lastStepOn)}</Meta>
        </>
      ),
    },
    ...(view === 'done'
      ? []
      : [
          {
            key: 'due',
            header: t('journeys.inbox.column.due'),
            cell: (row: InboxRow) => <Due state={row.state} replyBy={row.replyBy} side={row.side} land={land} />,
          },
        ]),
    {
      key: 'owner',
      header: t('journeys.inbox.column.owner'),
      cell: (row) => row.assignedTo ?? <span className="nl-muted">{t('journeys.inbox.of.team')}</span>,
    },
  ]
  /** How long somebody waits, with the target it is measured by. */
  function waitWords({ offeredOn, firstOn, state, targetDays }: InboxRow): string | null {
    if (offeredOn === null || state === 'declined' || state === 'withdrawn') return null
    const days = daysBetween(offeredOn, firstOn ?? today)
    const key = firstOn === null ? 'journeys.inbox.waits' : 'journeys.inbox.waited'
    return targetDays === null ? t(key, { days }) : t(`${key}-target`, { days, target: targetDays })
  }
  return <Table caption={t('journeys.inbox.title')} columns={columns} rows={rows} keyOf={(row) => row.id} stacks />
}
