import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Feed, writeRss } from './rss.ts'

const feed: Feed = {
  title: 'Maßnahmen <im> Kreis & "Stadt"',
  description: 'Was sich ändert',
  language: 'de',
  page: 'https://n.test/auental/de/measures',
  self: 'https://n.test/auental/de/measures/feed.xml',
  items: [
    {
      id: 'm#1',
      title: ']]></title><script>\u0000\u000b',
      text: 'Zwei\nZeilen \ud83c',
      link: 'https://n.test/a?b=1&c=2',
      on: day('2026-11-16'),
    },
  ],
}

/** The texts of a document by element, as a reader of feeds finds them; throws where it is not well-formed. */
function read(xml: string): [string, string][] {
  const found: [string, string][] = []
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    open.push(name)
    found.push([name, ''])
  })
  parser.on('text', (text) => {
    const last = found.findLast(([name]) => name === open.at(-1))
    if (last) last[1] += text.trim()
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return found
}

test('a feed is well-formed whatever stands in it, and says the same as it was told', () => {
  const elements = read(writeRss(feed))
  expect(elements).toContainEqual(['title', 'Maßnahmen <im> Kreis & "Stadt"'])
  expect(elements).toContainEqual(['title', ']]></title><script>'])
  expect(elements).toContainEqual(['link', 'https://n.test/a?b=1&c=2'])
  expect(elements).toContainEqual(['pubDate', 'Mon, 16 Nov 2026 12:00:00 GMT'])
  expect(elements).toContainEqual(['lastBuildDate', 'Mon, 16 Nov 2026 12:00:00 GMT'])
})

test('the same content gives the same bytes, and an empty feed is one', () => {
  expect(writeRss(feed)).toBe(writeRss(structuredClone(feed)))
  expect(read(writeRss({ ...feed, items: [] })).some(([name]) => name === 'item')).toBe(false)
})
