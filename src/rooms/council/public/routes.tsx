import { NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { readFile } from '../../../platform/files/index.ts'
import { type Download, type Page, type PublicRequest, pageNumber, routesFor } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { publicCounts, publicMeasuresBrief } from '../../measures/index.ts'
import { bodyNames, getPublicMeeting, publicAgenda, publicMeetings } from '../../network/index.ts'
import { rights } from '../access.ts'
import { releasedDocument } from '../drafting/files.ts'
import { findConsultationOfItem } from '../queries/consultations.ts'
import { type Names, namesOn } from '../queries/names.ts'
import { dischargesOf, type Obligation, obligationsAbout, obligationsOf } from '../queries/obligations.ts'
import { attachmentsOf, listPapers } from '../queries/papers.ts'
import { getResolution, listResolutions, type Resolution } from '../queries/resolutions.ts'
import { forEverybody } from './document.ts'
import { decisionFeed, decisionsFeed, papersFeed } from './feeds.ts'
import type { Followed } from './followed.ts'
import { ResolutionsBehind } from './pages/behind.tsx'
import { Decision } from './pages/decision.tsx'
import { type Decided, Decisions, publicPageSize } from './pages/decisions.tsx'
import { Meetings, PublicMeeting, pastPageSize } from './pages/meetings.tsx'
import { Papers, PublicPaper, papersPageSize, publicFormats } from './pages/papers.tsx'
import { Start } from './pages/start.tsx'
import { measuresOf, paperTopic, publicPapers, trackingCounts } from './queries.ts'
import { renderedOnce } from './rendered.ts'

const { publicPage, publicDownload } = routesFor(rights)

/** The council for everybody, below the language: what was decided, what became of it, papers and meetings. */
export const publicRoutes = [
  publicPage('/', showStart),
  publicPage('/decisions', showDecisions),
  publicPage('/decisions/:id', showDecision),
  publicPage('/papers', showPapers),
  publicPage('/papers/:id', showPaper),
  publicPage('/meetings', showMeetings),
  publicPage('/meetings/:id', showMeeting),
  publicDownload('/decisions/feed.xml', decisionsFeed),
  publicDownload('/decisions/:id/feed.xml', decisionFeed),
  publicDownload('/papers/feed.xml', papersFeed),
  ...publicFormats.map((format) =>
    publicDownload(`/papers/:id/paper.${format}`, async (request: PublicRequest<'id'>) =>
      renderedOnce(await documentOf(request), format),
    ),
  ),
  publicDownload('/papers/:id/attachments/:attachment', attachment),
]

/** Panel for the page of a measure: the public resolutions that ask for it. */
export async function panelOfMeasure({ tx, clock, tenant }: PublicRequest, measureId: string) {
  const on = { today: clock.today(), land: tenant.land }
  const obligations = await obligationsAbout(tx, null, on, 'measure', measureId)
  return obligations.length === 0 ? null : <ResolutionsBehind obligations={obligations} />
}

const pageOf = (query: URLSearchParams) => pageNumber(query)

async function showStart(request: PublicRequest): Promise<Page> {
  const { tx, t, tenant, clock, locale } = request
  const { rows } = await listResolutions(tx, null, { limit: 4 })
  const { rows: meetings } = await publicMeetings(tx, { from: clock.today(), limit: 4 })
  return {
    title: t('council.public.start-title', { district: tenant.name }),
    name: t('council.public.home'),
    feeds: [{ title: t('council.public.decisions'), path: `/${locale}/decisions/feed.xml` }],
    body: (
      <Start
        tracking={await trackingCounts(tx)}
        measures={await publicCounts(tx)}
        latest={await withObligations(request, rows)}
        meetings={meetings}
      />
    ),
  }
}

async function withObligations({ tx, clock, tenant }: PublicRequest, rows: readonly Resolution[]): Promise<Decided[]> {
  const on = { today: clock.today(), land: tenant.land }
  const names = await namesOn(tx, null, on.today)
  const decided: Decided[] = []
  for (const resolution of rows)
    decided.push({
      resolution,
      body: names.body(resolution.bodyId),
      obligations: await obligationsOf(tx, null, on, resolution.id),
    })
  return decided
}

async function showDecisions(request: PublicRequest): Promise<Page> {
  const { tx, query, t, locale } = request
  const page = pageOf(query)
  const text = query.get('q')?.trim().slice(0, 200)
  const bodies = await bodyNames(tx)
  const body = bodies.find(({ key }) => key === query.get('body'))
  const { rows, total } = await listResolutions(tx, null, {
    ...(text && { text }),
    ...(body && { bodyId: body.id }),
    limit: publicPageSize,
    offset: (page - 1) * publicPageSize,
  })
  return {
    title: t('council.public.decisions-headline', { count: total }),
    name: t('council.public.decisions'),
    layout: 'narrow',
    feeds: [{ title: t('council.public.decisions'), path: `/${locale}/decisions/feed.xml` }],
    body: (
      <Decisions
        rows={await withObligations(request, rows)}
        total={total}
        page={page}
        filtered={Boolean(text || body)}
        bodies={bodies.map(({ key, name }) => ({ value: key, label: name }))}
      />
    ),
  }
}

async function showDecision(request: PublicRequest<'id'>): Promise<Page> {
  const { tx, params, t, locale, clock, tenant } = request
  const on = { today: clock.today(), land: tenant.land }
  const resolution = await getResolution(tx, null, params.id)
  const names = await namesOn(tx, null, on.today)
  const obligations = await obligationsOf(tx, null, on, resolution.id)
  const papers = await publicPapers(tx, [resolution.paperId])
  return {
    title: resolution.title,
    layout: 'narrow',
    crumbs: [{ label: t('council.public.decisions'), path: `/${locale}/decisions` }],
    feeds: [{ title: resolution.title, path: `/${locale}/decisions/${resolution.id}/feed.xml` }],
    body: (
      <Decision
        resolution={resolution}
        body={names.body(resolution.bodyId)}
        originator={names.partyGroup(resolution.originatorId)}
        paper={papers.get(resolution.paperId ?? '')}
        meeting={resolution.meetingId !== null && (await isPublicMeeting(request, resolution.meetingId))}
        obligations={obligations}
        followed={await followedBy(request, names, obligations)}
      />
    ),
  }
}

async function isPublicMeeting({ tx }: PublicRequest, id: string): Promise<boolean> {
  return getPublicMeeting(tx, id).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFound) return false
      throw error
    },
  )
}

/** What hangs on the obligations and is public itself: papers that fulfil them, measures that follow. */
async function followedBy({ tx }: PublicRequest, names: Names, obligations: readonly Obligation[]): Promise<Followed> {
  const ids = obligations.map(({ id }) => id)
  const discharges = await dischargesOf(tx, ids)
  const papers = await publicPapers(
    tx,
    discharges.map(({ paperId }) => paperId),
  )
  const linked = await measuresOf(tx, ids)
  const measures = await publicMeasuresBrief(tx, [...new Set([...linked.values()].flat())])
  return {
    office: names.organisation,
    papersOf: (obligationId) =>
      discharges.flatMap(({ obligationId: of, paperId }) => {
        const paper = of === obligationId && paperId !== null ? papers.get(paperId) : undefined
        return paper && paperId !== null ? [{ id: paperId, ...paper }] : []
      }),
    measuresOf: (obligationId) =>
      (linked.get(obligationId) ?? []).flatMap((id) => {
        const measure = measures.get(id)
        return measure ? [{ id, ...measure }] : []
      }),
  }
}

async function showPapers({ tx, query, t, locale }: PublicRequest): Promise<Page> {
  const page = pageOf(query)
  const { rows, total } = await listPapers(tx, null, { limit: papersPageSize, offset: (page - 1) * papersPageSize })
  return {
    title: t('council.public.papers'),
    layout: 'narrow',
    feeds: [{ title: t('council.public.papers'), path: `/${locale}/papers/feed.xml` }],
    body: <Papers rows={rows} total={total} page={page} />,
  }
}

const documentOf = async ({ tx, params }: PublicRequest<'id'>) =>
  forEverybody(await releasedDocument(tx, null, params.id))

async function showPaper(request: PublicRequest<'id'>): Promise<Page> {
  const { tx, params, t, locale } = request
  const document = await documentOf(request)
  return {
    title: document.subject ?? document.title,
    layout: 'paper',
    crumbs: [{ label: t('council.public.papers'), path: `/${locale}/papers` }],
    body: <PublicPaper id={params.id} document={document} attachments={await attachmentsOf(tx, params.id)} />,
  }
}

/** An annex of a public paper. The file itself must be public too: two locks, of this room and of the files. */
async function attachment({ tx, params }: PublicRequest<'id' | 'attachment'>): Promise<Download> {
  if (!isId(params.attachment) || !(await paperTopic(tx, params.id))) throw new NotFound('attachment')
  const found = (await attachmentsOf(tx, params.id)).find(({ id }) => id === params.attachment)
  if (!found?.fileId) throw new NotFound('attachment')
  return await readFile(tx, found.fileId)
}

async function showMeetings({ tx, query, t, clock }: PublicRequest): Promise<Page> {
  const page = pageOf(query)
  const today = clock.today()
  const coming = await publicMeetings(tx, { from: today, limit: 100 })
  const past = await publicMeetings(tx, {
    to: today,
    descending: true,
    limit: pastPageSize,
    offset: (page - 1) * pastPageSize,
  })
  return {
    title: t('council.public.meetings'),
    layout: 'narrow',
    body: (
      <Meetings
        coming={coming.rows}
        past={past.rows.filter(({ heldOn }) => heldOn < today)}
        pastTotal={past.total}
        page={page}
      />
    ),
  }
}

async function showMeeting({ tx, params, t, locale }: PublicRequest<'id'>): Promise<Page> {
  const meeting = await getPublicMeeting(tx, params.id)
  const agenda = await publicAgenda(tx, meeting.id)
  const papers = new Map<string, { id: string; number: string | null; title: string }>()
  for (const item of agenda) {
    const found = await findConsultationOfItem(tx, null, item.id)
    if (found) papers.set(item.id, { id: found.paperId, number: found.number, title: found.title })
  }
  return {
    title: t('council.public.meeting-title', { body: meeting.bodyName, day: createFormat(locale).day(meeting.heldOn) }),
    name: meeting.bodyName,
    layout: 'narrow',
    crumbs: [{ label: t('council.public.meetings'), path: `/${locale}/meetings` }],
    body: <PublicMeeting meeting={meeting} agenda={agenda} papers={papers} />,
  }
}
