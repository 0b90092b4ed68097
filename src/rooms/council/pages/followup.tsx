import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  Button,
  ButtonLink,
  ButtonRow,
  Chips,
  ConfirmationNote,
  Details,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Form,
  Link,
  List,
  Meta,
  Name,
  NothingFound,
  PageCount,
  Pager,
  Row,
  Section,
  Select,
  Stack,
  useRender,
} from '../../../platform/ui/index.ts'
import { bodyNames, choosableMeetings, organisationNames } from '../../network/index.ts'
import { seesInternal } from '../access.ts'
import { obligationKinds, obligationStates } from '../domain/kinds.ts'
import { urgencyOf } from '../domain/states.ts'
import { issuedPath, tracking } from '../paths.ts'
import { followUpRows, type IssuedList, issuedLists } from '../queries/followup.ts'
import { pageSize } from '../queries/listing.ts'
import { listObligations, type ObligationListing } from '../queries/obligations.ts'
import { oneOf, pageOf, settingOf, textOf } from './asking.ts'
import { asksForFilters, Filters, filterPage } from './filtering.tsx'
import { FollowUpTable } from './followuptable.tsx'
import { trackingConfirmations } from './resolutiondone.ts'
import { meetingChoice, Refused } from './words.tsx'

const views = ['open', 'archive', 'all'] as const

/** The follow-up list: what was resolved, who answers for it, by when, and how it stands. With a body, that body's list. */
export async function showFollowUp(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, locale, form } = request
  const on = settingOf(request)
  const format = createFormat(locale)
  const staff = seesInternal(actor)
  const { listing, body, bodies, units } = await askedList(request)
  const view = listing.view ?? 'open'
  const { page, offset } = pageOf(query)
  // Open ones are ordered by their due days, which no column holds; there are few. The archive grows, so it is read in pages.
  const archived = view !== 'open'
  const found = await followUpRows(tx, actor, on, archived ? { ...listing, offset, limit: pageSize } : listing)
  const rows = archived ? found.rows : found.rows.slice(offset, offset + pageSize)
  const totals = new Map<string, number>()
  for (const one of views)
    totals.set(
      one,
      one === view ? found.total : (await listObligations(tx, actor, on, { ...listing, view: one, limit: 0 })).total,
    )
  const overdue = found.rows.filter((row) => urgencyOf(row.state, row.due, on.today) === 'overdue').length
  const used = filters.findLast((name) => query.get(name))
  const issued = body ? await issuedLists(tx, actor, { bodyId: body.id }) : []
  const edits = may(actor, 'council.edit')
  const meetings = body && edits ? await choosableMeetings(tx, actor, { bodyId: body.id, from: on.today }) : []
  const filterBar = (
    <FilterBar label={t('council.obligation.filter')} action={tracking} keep={['view']}>
      <FilterText name="q" label={t('council.obligation.search')} />
      <FilterSelect
        name="body"
        label={t('council.body')}
        options={bodies.map(({ key, name, shortName }) => ({ value: key, label: shortName ?? name }))}
        empty={t('council.all')}
      />
      <FilterSelect
        name="state"
        label={t('council.obligation.field.state')}
        options={obligationStates
          .filter((state) => state !== 'doneReported')
          .map((state) => ({ value: state, label: t(`council.obligation.state.${state}`) }))}
        empty={t('council.all')}
      />
      <FilterSelect
        name="kind"
        label={t('council.obligation.field.kind')}
        options={obligationKinds.map((kind) => ({ value: kind, label: t(`council.obligation.kind.${kind}`) }))}
        empty={t('council.all')}
      />
      <FilterSelect
        name="unit"
        label={t('council.obligation.field.responsible')}
        options={units.map(({ key, name }) => ({ value: key, label: name }))}
        empty={t('council.all')}
      />
      {staff && (
        <FilterSelect
          name="public"
          label={t('council.publicity')}
          options={[
            { value: 'yes', label: t('council.public-only') },
            { value: 'no', label: t('council.not-public-only') },
          ]}
          empty={t('council.all')}
        />
      )}
    </FilterBar>
  )
  if (asksForFilters(query))
    return filterPage(request, {
      title: t('council.obligation.filter'),
      list: t('council.tracking'),
      path: tracking,
      filters: filterBar,
    })
  return {
    title: t(view === 'archive' ? 'council.obligation.count-archive' : 'council.obligation.count', {
      count: found.total,
      overdue: archived ? 0 : overdue,
    }),
    name: t('council.tracking'),
    meta: body ? <Name>{body.name}</Name> : t('council.tracking-what', { day: format.day(on.today) }),
    actions: (
      <>
        {edits && <ButtonLink to={`${tracking}/new`}>{t('council.resolution.add')}</ButtonLink>}
        <FileLinks staff={staff} />
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={trackingConfirmations} />
        <Refused form={form} />
        <Filters used={used && t(`council.filter.${used}`)}>{filterBar}</Filters>
        <Row>
          <Chips
            label={t('council.views')}
            chips={views.map((one) => ({
              to: addressWith(withoutPage(query), 'view', one === 'open' ? undefined : one),
              label: t(`council.obligation.view.${one}`),
              count: totals.get(one) ?? 0,
              current: one === view,
            }))}
          />
          <span className="nl-row__end">
            <PageCount total={found.total} size={pageSize} page={page} />
          </span>
        </Row>
        {rows.length > 0 ? (
          <>
            <FollowUpTable rows={rows} withBody={body === undefined} />
            <Meta>{t('council.obligation.lights')}</Meta>
          </>
        ) : used ? (
          <NothingFound last={t(`council.filter.${used}`)} to={addressWith(query, used, undefined)} />
        ) : (
          <Empty title={t(`council.obligation.none-${view}`)}>{t('council.obligation.none-next')}</Empty>
        )}
        <Pager total={found.total} size={pageSize} page={page} />
        {(issued.length > 0 || meetings.length > 0) && (
          <IssuedSection issued={issued} meetings={meetings} form={form} bodyName={body?.name ?? ''} />
        )}
      </Stack>
    ),
  }
}

const filters = ['q', 'body', 'state', 'kind', 'unit', 'public'] as const

function withoutPage(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete('page')
  next.delete('done')
  return next
}

/** What the address asks for; whatever is not understood, or not for this reader, is left out. */
export async function askedList(request: PageRequest) {
  const { tx, actor, query, clock } = request
  const bodies = await bodyNames(tx)
  const units = await organisationNames(tx, clock.today())
  const body = bodies.find(({ key }) => key === query.get('body'))
  const unit = units.find(({ key }) => key === query.get('unit'))
  const state = oneOf(query, 'state', obligationStates)
  const kind = oneOf(query, 'kind', obligationKinds)
  const view = oneOf(query, 'view', views)
  const text = textOf(query)
  const isPublic = seesInternal(actor) ? oneOf(query, 'public', ['yes', 'no']) : undefined
  const listing: ObligationListing = {
    ...(view && { view }),
    ...(body && { bodyId: body.id }),
    ...(unit && { responsibleId: unit.id }),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(text && { text }),
    ...(isPublic && { isPublic: isPublic === 'yes' }),
  }
  return { listing, body, bodies, units }
}

/** The list as a file, as filtered: for everybody the public rows; staff also get all rows. */
function FileLinks({ staff }: { staff: boolean }) {
  const { t, query } = useRender()
  const kept = withoutPage(query)
  const to = (form: string, all: boolean) => {
    const asked = new URLSearchParams(kept)
    if (all) asked.set('version', 'full')
    return `${tracking}/files/${form}${addressWith(asked, 'page', undefined)}`
  }
  return (
    <Details summary={t('council.export')}>
      <Row>
        {['pdf', 'docx', 'csv'].map((form) => (
          <Link key={form} to={to(form, false)}>
            {t('council.export-public', { form: form.toUpperCase() })}
          </Link>
        ))}
      </Row>
      {staff && (
        <Row>
          {['pdf', 'docx', 'csv'].map((form) => (
            <Link key={form} to={to(form, true)}>
              {t('council.export-full', { form: form.toUpperCase() })}
            </Link>
          ))}
        </Row>
      )}
    </Details>
  )
}

interface IssuedProps {
  readonly issued: readonly IssuedList[]
  readonly meetings: readonly {
    readonly id: string
    readonly heldOn: IssuedList['issuedOn']
    readonly bodyName: string
  }[]
  readonly bodyName: string
  readonly form: PageRequest['form']
}

/** Lists as they were laid before meetings, and the form that lays the next one. */
function IssuedSection({ issued, meetings, form, bodyName }: IssuedProps) {
  const { t, format, locale } = useRender()
  const done = new Set<string>(issued.map(({ meetingId }) => meetingId))
  const open = meetings.filter(({ id }) => !done.has(id)).toReversed()
  return (
    <Section title={t('council.list.many')}>
      <Stack>
        {issued.length > 0 && (
          <List
            items={issued.map((list) => ({
              key: list.id,
              content: (
                <Link to={issuedPath(list.id)}>
                  {t('council.list.for', { day: format.day(list.content.meetingOn) })}
                </Link>
              ),
              meta: t('council.list.issued', { day: format.day(list.issuedOn), count: list.content.rows.length }),
            }))}
          />
        )}
        {open.length > 0 && (
          <Details summary={t('council.list.issue')} open={form !== undefined}>
            <Form
              action={`${tracking}/issue`}
              labels={{ meeting: t('council.consultation.meeting') }}
              initial={{ meeting: open[0]?.id }}
              state={form}
            >
              <Select
                name="meeting"
                hint={t('council.list.issue-hint', { body: bodyName })}
                options={open.map((meeting) => ({ value: meeting.id, label: meetingChoice(locale, meeting) }))}
              />
              <ButtonRow>
                <Button look="secondary">{t('council.list.issue')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </Stack>
    </Section>
  )
}
