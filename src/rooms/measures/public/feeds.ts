import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type FeedItem, rssType, writeRss } from '../../../platform/feeds/index.ts'
import type { Download, PublicRequest } from '../../../platform/http/index.ts'
import { findPublicTitle, type PublicNews, publicNews } from './queries.ts'

/** What happens to all public measures. */
export async function measuresFeed(request: PublicRequest): Promise<Download> {
  const { tx, clock, t, tenant } = request
  const news = await publicNews(tx, clock.today())
  return feedOf(request, {
    title: t('measures.public.feed-all', { district: tenant.name }),
    page: '/measures',
    items: news.map((one) => itemOf(request, one, true)),
  })
}

/** What happens to one. Throws NotFound for one that is not public as for one that never was. */
export async function measureFeed(request: PublicRequest<'id'>): Promise<Download> {
  const { tx, clock, params } = request
  const title = await findPublicTitle(tx, params.id)
  if (title === undefined) throw new NotFound('measure')
  const news = await publicNews(tx, clock.today(), params.id as Id<'measure'>)
  return feedOf(request, {
    title,
    page: `/measures/${params.id}`,
    items: news.map((one) => itemOf(request, one, false)),
  })
}

function feedOf(
  request: PublicRequest,
  { title, page, items }: { readonly title: string; readonly page: string; readonly items: readonly FeedItem[] },
): Download {
  const { locale, path, t } = request
  const body = writeRss({
    title: request.tenant.demo ? `${t('page.demo-mark')}: ${title}` : title,
    description: t('measures.public.feed-text'),
    language: locale,
    page: wholeAddress(request, page),
    self: `${request.origin}/${request.tenant.key}${path}`,
    items,
  })
  return { type: rssType, filename: 'feed.xml', inline: true, body }
}

function itemOf(request: PublicRequest, news: PublicNews, named: boolean): FeedItem {
  const { t } = request
  const what =
    news.kind === 'report'
      ? t('measures.public.new-report')
      : t(news.stalled ? 'measures.public.state.stalled' : `measures.public.state.${news.state}`)
  const link = wholeAddress(request, `/measures/${news.measureId}`)
  return {
    // Not below a language: the same news in two languages is the same.
    id: `${request.origin}/${request.tenant.key}/measures/${news.measureId}#${news.kind}-${news.key}`,
    title: named ? `${news.title}: ${what}` : what,
    text: news.text ?? what,
    link,
    on: news.on,
  }
}

const wholeAddress = ({ origin, tenant, locale }: PublicRequest, path: string) =>
  `${origin}/${tenant.key}/${locale}${path}`
