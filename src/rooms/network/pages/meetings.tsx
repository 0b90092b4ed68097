import type { ReactNode } from 'react'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import { may } from '../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  ButtonLink,
  Chips,
  type Column,
  ConfirmationNote,
  Empty,
  FilterBar,
  FilterSelect,
  Link,
  List,
  Name,
  NothingFound,
  PageCount,
  Pager,
  Row,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { meetings, partyGroups, paths, terms } from '../paths.ts'
import { pageSize } from '../queries/listing.ts'
import { listMeetings, type Meeting, type MeetingListing, yearsWithMeetings } from '../queries/meetings.ts'
import { choosableBodies } from '../queries/options.ts'
import { keyIn, oneOf } from './listing.ts'
import { dayWords, Instead, MeetingLink, MeetingState, publicWords, timeWords } from './meetingwords.tsx'
import { recordOptions } from './options.ts'

const views = ['coming', 'past'] as const
type View = (typeof views)[number]

/** The meetings of all bodies: what comes next first, what was below in pages, by body and year. */
export async function showMeetings(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, locale, clock } = request
  const today = clock.today()
  const filters = await filtersOf(request)
  const filterBar = (
    <FilterBar label={t('network.meeting.filter')} action={meetings} keep={['view']}>
      {filters.map(({ name, label, options }) => (
        <FilterSelect key={name} name={name} label={label} options={options} empty={t('network.any')} />
      ))}
    </FilterBar>
  )
  if (query.get('filter') === 'open') return filterPage(request, filterBar)
  const view = oneOf(query, 'view', views) ?? 'coming'
  const body = keyIn(query, 'body')
  const page = pageNumber(query)
  const asked = (which: View): MeetingListing => ({
    ...(body && { body }),
    ...spanOf(which, yearIn(query), today),
    descending: which === 'past',
  })
  const listed = await listMeetings(tx, actor, { ...asked(view), offset: (page - 1) * pageSize })
  const other = view === 'coming' ? 'past' : 'coming'
  const totals = {
    [view]: listed.total,
    [other]: (await listMeetings(tx, actor, { ...asked(other), limit: 0 })).total,
  } as Record<View, number>
  const used = filters.findLast(({ name }) => query.get(name))
  return {
    title: t(`network.meeting.count.${view}`, { count: listed.total }),
    name: t('network.meeting.many'),
    meta: t('network.as-of', { day: createFormat(locale).day(today) }),
    actions: may(actor, 'network.keep-meetings') && (
      <ButtonLink to={`${meetings}/new${body ? `?body=${body}` : ''}`}>{t('network.meeting.add')}</ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <Stack>
          <ConfirmationNote texts={meetingConfirmations} />
          <div className="nl-wide-only">{filterBar}</div>
          <p className="nl-narrow-only">
            <Link to={addressWith(query, 'filter', 'open')}>
              {used ? t('network.filter-again', { filter: used.label }) : t('network.meeting.filter')}
            </Link>
          </p>
          <Row>
            <Chips
              label={t('network.view.label')}
              chips={views.map((each) => ({
                to: viewAddress(query, each),
                label: t(`network.meeting.view.${each}`),
                count: totals[each],
                current: each === view,
              }))}
            />
            <span className="nl-row__end">
              <PageCount total={listed.total} size={pageSize} page={page} />
            </span>
          </Row>
          {listed.rows.length > 0 ? (
            <MeetingTable meetings={listed.rows} caption={t(`network.meeting.view.${view}`)} />
          ) : used ? (
            <NothingFound last={used.label} to={addressWith(query, used.name, undefined)} />
          ) : (
            <Empty title={t(`network.meeting.none.${view}`)}>{t('network.meeting.none-next')}</Empty>
          )}
          <Pager total={listed.total} size={pageSize} page={page} />
        </Stack>
        <Section title={t('network.meeting.beside')}>
          <List
            items={[
              ['bodies', paths.body],
              ['terms', terms],
              ['partyGroups', partyGroups],
            ].map(([key, to]) => ({
              key: key!,
              content: <Link to={to!}>{t(`network.meeting.beside-${key}`)}</Link>,
              meta: t(`network.meeting.beside-${key}-about`),
            }))}
          />
        </Section>
      </Stack>
    ),
  }
}

/** Meetings as rows; without the body where all are of one. */
export function MeetingTable({
  meetings: rows,
  caption,
  ofOneBody,
}: {
  meetings: readonly Meeting[]
  caption: string
  ofOneBody?: boolean
}) {
  const { t, format, locale } = useRender()
  const columns: readonly Column<Meeting>[] = [
    {
      key: 'day',
      header: t('network.meeting.field.heldOn'),
      names: ofOneBody === true,
      cell: (row) =>
        ofOneBody ? (
          <MeetingLink meeting={row}>{dayWords(t, locale, format, row.heldOn)}</MeetingLink>
        ) : (
          dayWords(t, locale, format, row.heldOn)
        ),
    },
    { key: 'time', header: t('network.meeting.field.time'), cell: (row) => timeWords(t, row) },
    ...(ofOneBody
      ? []
      : [
          {
            key: 'body',
            header: t('network.meeting.field.body'),
            names: true,
            cell: (row: Meeting) => <MeetingLink meeting={row} />,
          },
        ]),
    { key: 'place', header: t('network.meeting.field.place'), cell: (row) => row.place && <Name>{row.place}</Name> },
    { key: 'public', header: t('network.meeting.field.public'), cell: (row) => publicWords(t, row.isPublic) },
    {
      key: 'state',
      header: t('network.state.label'),
      cell: (row) => (
        <>
          <MeetingState meeting={row} /> <Instead meeting={row} />
        </>
      ),
    },
  ]
  return <Table caption={caption} rows={rows} keyOf={(row) => row.id} columns={columns} dense stacks sticky />
}

async function filtersOf({ tx, actor, t, clock }: PageRequest) {
  return [
    {
      name: 'body',
      label: t('network.meeting.field.body'),
      options: recordOptions(await choosableBodies(tx, actor, clock.today())),
    },
    {
      name: 'year',
      label: t('network.meeting.year'),
      options: (await yearsWithMeetings(tx, actor)).map((year) => ({ value: String(year), label: String(year) })),
    },
  ]
}

/** On phones the filters are a page of their own, so that the meetings come first. */
function filterPage({ query, t }: PageRequest, filterBar: ReactNode): Page {
  return {
    title: t('network.meeting.filter'),
    crumbs: [{ label: t('network.meeting.many'), path: meetings }],
    layout: 'narrow',
    body: (
      <Stack>
        {filterBar}
        <p>
          <Link to={meetings + addressWith(query, 'filter', undefined)}>{t('network.filter-back')}</Link>
        </p>
      </Stack>
    ),
  }
}

function spanOf(view: View, year: number | undefined, today: Day): { from?: Day; to?: Day } {
  const first = year === undefined ? undefined : day(`${year}-01-01`)
  const last = year === undefined ? undefined : day(`${year}-12-31`)
  const yesterday = addDays(today, -1)
  if (view === 'coming') return { from: first && first > today ? first : today, ...(last && { to: last }) }
  return { ...(first && { from: first }), to: last && last < yesterday ? last : yesterday }
}

function yearIn(query: URLSearchParams): number | undefined {
  const given = query.get('year') ?? ''
  return /^[12]\d{3}$/.test(given) ? Number(given) : undefined
}

function viewAddress(query: URLSearchParams, view: View): string {
  const without = new URLSearchParams(query)
  without.delete('page')
  return addressWith(without, 'view', view === 'coming' ? undefined : view)
}

/** What a page of meetings says after a form was sent, by the word in `?done=`. */
export const meetingConfirmations = {
  created: 'network.meeting.done.created',
  changed: 'network.meeting.done.changed',
  invite: 'network.meeting.done.invite',
  hold: 'network.meeting.done.hold',
  restore: 'network.meeting.done.restore',
  cancelled: 'network.meeting.done.cancelled',
  replaced: 'network.meeting.done.replaced',
  item: 'network.agenda.done.item',
  title: 'network.agenda.done.title',
  moved: 'network.agenda.done.moved',
  remove: 'network.agenda.done.remove',
  withdraw: 'network.agenda.done.withdraw',
  back: 'network.agenda.done.restore',
  term: 'network.term.done',
  group: 'network.partyGroup.done',
}
