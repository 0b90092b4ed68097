import type { Day } from '../../kernel/day.ts'
import type { Locale } from '../i18n/index.ts'

export interface Feed {
  readonly title: string
  readonly description: string
  readonly language: Locale
  /** Whole addresses of the page that it tells of, and of the feed itself. */
  readonly page: string
  readonly self: string
  readonly items: readonly FeedItem[]
}

export interface FeedItem {
  /** Stays the same for ever: readers know by it what they have shown. */
  readonly id: string
  readonly title: string
  /** Plain text. */
  readonly text: string
  /** Whole address, with an anchor where the page has one. */
  readonly link: string
  /** Offices think in days; the feed says noon of it in UTC, which is the same day in Germany. */
  readonly on: Day
}

export const rssType = 'application/rss+xml; charset=utf-8'

/**
 * An RSS 2.0 feed (with atom:link to itself, as the RSS advisory board asks). The same content gives the same bytes: no
 * time of making stands in it, so that an unchanged feed is not sent again.
 */
export function writeRss(feed: Feed): string {
  const newest = feed.items.reduce<Day | undefined>(
    (last, { on }) => (last === undefined || on > last ? on : last),
    undefined,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', feed.title),
    element('link', feed.page),
    element('description', feed.description),
    element('language', feed.language),
    `<atom:link href="${escaped(feed.self)}" rel="self" type="application/rss+xml"/>`,
    ...(newest ? [element('lastBuildDate', dateOf(newest))] : []),
    ...feed.items.map(itemOf),
    '</channel></rss>',
    '',
  ].join('\n')
}

function itemOf({ id, title, text, link, on }: FeedItem): string {
  return [
    '<item>',
    element('title', title),
    element('link', link),
    element('description', text),
    `<guid isPermaLink="false">${escaped(id)}</guid>`,
    element('pubDate', dateOf(on)),
    '</item>',
  ].join('')
}

const element = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`

/** RFC 822, as RSS wants it: `Mon, 16 Nov 2026 12:00:00 GMT`. */
const dateOf = (day: Day) => new Date(`${day}T12:00:00Z`).toUTCString()

/** Marks of XML as entities; signs that XML 1.0 does not allow are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
