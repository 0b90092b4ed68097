import { expect, test } from 'vitest'
import { renderFragment } from '../../ui/index.ts'
import { testContext } from '../../ui/testing.ts'
import { aPaper, hostile } from '../testing.ts'
import { DocumentBody } from './body.tsx'
import { toHtml } from './html.tsx'
import { toJson } from './json.ts'

test('the file stands alone: language, title, no script, nothing to load', async () => {
  const html = await toHtml(aPaper())
  expect(html).toMatch(/^<!doctype html><html lang="de-DE" dir="ltr">/)
  expect(html).toContain('<title>Berichtsvorlage, öffentlich: Umsetzungsstand zum')
  expect(html).not.toMatch(/<script|<link |url\((?!"?data:)|src=|javascript:/)
  expect(html.match(/<h1/g)).toHaveLength(1)
})

const page = (paper = aPaper()) => renderFragment(testContext(), <DocumentBody paper={paper} />)

test('on a page headings begin below the h1 and leave no step out', () => {
  expect([...page().matchAll(/<h(\d)[^>]*>([^<]*)/g)].map((match) => [match[1], match[2]])).toEqual([
    ['2', 'Berichtsvorlage, öffentlich'],
    ['3', 'Betreff'],
    ['3', 'Erläuterungen'],
    ['4', 'Anlass'],
  ])
})

test('text is only text, and only addresses that may be followed are links', () => {
  const html = page()
  expect(html).not.toContain('<b>')
  expect(html).toContain('&lt;b&gt;')
  expect(html).toContain('nicht dort')
  expect(html).not.toContain('javascript:')
  expect(html).toContain(hostile.slice(0, 7))
})

test('a figure leads to its source, which stands once and has a name', () => {
  const html = page()
  expect(html).toContain('<a class="nl-link nl-ref" href="#source-1" aria-label="Quelle 1">1</a>')
  expect(html.match(/id="source-1"/g)).toHaveLength(1)
  expect(html).toContain('aria-label="Quelle A"')
  expect(html).not.toContain('Nirgends gebraucht')
})

test('what is new and what is deleted can be heard', () => {
  expect(page()).toMatch(/<del><span class="kern-sr-only">gestrichen: <\/span>Migranten/)
  expect(page()).toMatch(/<ins><span class="kern-sr-only">neu: <\/span>Menschen/)
})

test('for programs: the blocks as they are, every field present, only sources in use', () => {
  const json = JSON.parse(JSON.stringify(toJson(aPaper({ reference: undefined }))))
  expect(json).toMatchObject({ format: 'nahtlos-paper/1', reference: null, marks: ['DEMO', 'Entwurf'] })
  expect(json.sources.map((source: { number: number }) => source.number)).toEqual([9, 1, 2])
})
