import { NotFound } from '../../../kernel/errors.ts'
import { type FeedItem, rssType, writeRss } from '../../../platform/feeds/index.ts'
import type { Download, PublicRequest } from '../../../platform/http/index.ts'
import { releasedPapers, resolutionTopic, type TrackingNews, trackingNews } from './queries.ts'

/** What is resolved, and what becomes of it. */
export async function decisionsFeed(request: PublicRequest): Promise<Download> {
  const { tx, clock, t, tenant } = request
  const news = await trackingNews(tx, clock.today())
  return feedOf(request, {
    title: t('council.public.feed-decisions', { district: tenant.name }),
    page: '/decisions',
    items: news.map((one) => itemOf(request, one)),
  })
}

/** The same of one resolution. Throws NotFound for one that is not public as for one that never was. */
export async function decisionFeed(request: PublicRequest<'id'>): Promise<Download> {
  const { tx, clock, params } = request
  const topic = await resolutionTopic(tx, params.id)
  if (!topic) throw new NotFound('resolution')
  const news = await trackingNews(tx, clock.today(), params.id)
  return feedOf(request, { title: topic.title, page: topic.path, items: news.map((one) => itemOf(request, one)) })
}

/** Papers as they are released. */
export async function papersFeed(request: PublicRequest): Promise<Download> {
  const { tx, t, tenant } = request
  const papers = await releasedPapers(tx)
  return feedOf(request, {
    title: t('council.public.feed-papers', { district: tenant.name }),
    page: '/papers',
    items: papers.map(({ id, version, number, title, reason, on }) => ({
      id: `${request.origin}/${tenant.key}/papers/${id}#${version}`,
      title: [number, title].filter(Boolean).join(': '),
      text: reason ? `${t('council.public.corrected')} ${reason}` : t('council.public.released'),
      link: whole(request, `/papers/${id}`),
      on,
    })),
  })
}

function feedOf(
  request: PublicRequest,
  { title, page, items }: { readonly title: string; readonly page: string; readonly items: readonly FeedItem[] },
): Download {
  const { t, tenant, origin, path, locale } = request
  const body = writeRss({
    title: tenant.demo ? `${t('page.demo-mark')}: ${title}` : title,
    description: t('council.public.feed-text'),
    language: locale,
    page: whole(request, page),
    self: `${origin}/${tenant.key}${path}`,
    items,
  })
  return { type: rssType, filename: 'feed.xml', inline: true, body }
}

function itemOf(
  request: PublicRequest,
  { resolutionId, title, key, kind, text, state, reason, on }: TrackingNews,
): FeedItem {
  const { t, origin, tenant } = request
  const what = state ? t(`council.public.state.${state}`) : t(`council.public.news.${kind}`)
  return {
    id: `${origin}/${tenant.key}/decisions/${resolutionId}#${key}`,
    title: `${title}: ${what}`,
    text: [text, reason].filter(Boolean).join('\n'),
    link: whole(request, `/decisions/${resolutionId}`),
    on,
  }
}

const whole = ({ origin, tenant, locale }: PublicRequest, path: string) => `${origin}/${tenant.key}/${locale}${path}`
