/** The door of feeds: what is new, for programs that ask. */
export { type Feed, type FeedItem, rssType, writeRss } from './rss.ts'
