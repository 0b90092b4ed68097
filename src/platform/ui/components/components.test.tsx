import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { address } from '../context.tsx'
import {
  addressWith,
  Chips,
  ConfirmationNote,
  DatedList,
  DescriptionList,
  FilterBar,
  FilterSelect,
  Link,
  Meta,
  PageCount,
  Pager,
  Path,
  renderFragment,
  renderPage,
  renderReport,
  State,
  T,
  Table,
} from '../index.ts'
import { testContext } from '../testing.ts'

const draw = (node: ReactNode, context = testContext()): string => renderFragment(context, node)
const at = (query: string) => testContext({ query: new URLSearchParams(query) })

describe('addresses', () => {
  test('below the tenant are completed, others stay', () => {
    const context = testContext()
    expect(address(context, '/situation')).toBe('/auental/situation')
    for (const to of ['?page=2', '#content', 'https://example.org/']) expect(address(context, to)).toBe(to)
    expect(address({ tenant: null }, '/sign-in')).toBe('/sign-in')
  })

  test('never run script that someone wrote into data', () => {
    expect(draw(<Link to="javascript:alert(1)">x</Link>)).not.toContain('alert')
  })
})

describe('the pager', () => {
  test('is absent when one page holds all', () => expect(draw(<Pager total={50} size={50} page={1} />)).toBe(''))

  test('names pages by what stands on them and keeps the rest of the address', () => {
    const html = draw(<Pager total={115} size={50} page={2} />, at('sort=name&page=2'))
    expect(html).toContain('href="?sort=name">1 bis 50')
    expect(html).toContain('aria-current="page">51 bis 100')
    expect(html).toContain('href="?sort=name&amp;page=3">101 bis 115')
  })

  test('leaves out the middle of many pages', () => {
    expect(draw(<Pager total={5000} size={50} page={40} />).match(/<a /g)).toHaveLength(7)
  })

  test('counts', () => {
    expect(draw(<PageCount total={1150} size={50} page={23} />)).toContain('1.101 bis 1.150 von 1.150')
    expect(draw(<PageCount total={0} size={50} page={1} />)).toContain('Keine Einträge')
  })

  test('changes one parameter of an address', () => {
    expect(addressWith(new URLSearchParams('a=1&page=3'), 'page', undefined)).toBe('?a=1')
    expect(addressWith(new URLSearchParams('page=3'), 'page', undefined)).toBe('?')
  })
})

describe('filters', () => {
  test('show what the address says and go without the number of the page', () => {
    const html = draw(
      <FilterBar label="Stellen" keep={['sort']}>
        <FilterSelect name="place" label="Ort" empty="alle" options={[{ value: 'karbeck', label: 'Karbeck' }]} />
      </FilterBar>,
      at('place=karbeck&sort=name&page=4'),
    )
    expect(html).toContain('<option value="karbeck" selected="">')
    expect(html).toContain('name="sort" value="name"')
    expect(html).not.toContain('name="page"')
  })

  test('views mark the present one', () => {
    expect(draw(<Chips label="Ansichten" chips={[{ to: '?', label: 'Alle', count: 1150, current: true }]} />)).toMatch(
      /aria-current="true">Alle.*1\.150/,
    )
  })
})

describe('a table', () => {
  const rows = [{ name: 'Jobcenter', days: 12 }]
  const html = draw(
    <Table
      caption="Stellen"
      stacks
      rows={rows}
      keyOf={(row) => row.name}
      columns={[
        {
          key: 'name',
          header: 'Stelle',
          names: true,
          cell: (row) => row.name,
          sort: { to: '?sort=-name', order: 'ascending' },
        },
        { key: 'days', header: 'Verlorene\nTage', kind: 'number', cell: (row) => row.days, total: 12 },
      ]}
    />,
  )

  test('names its rows, labels its cells, sorts by links', () => {
    expect(html).toContain('<th scope="row" class="kern-table__header">Jobcenter</th>')
    expect(html).toContain('data-label="Verlorene Tage">12')
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain('absteigend ordnen')
    expect(html).toMatch(/<tfoot.*Zusammen.*12/)
  })

  test('that does not stack scrolls in a region with a name', () => {
    const plain = draw(
      <Table
        caption="Stellen"
        rows={rows}
        keyOf={(row) => row.name}
        columns={[{ key: 'n', header: 'Stelle', names: true, cell: (row) => row.name }]}
      />,
    )
    expect(plain).toContain('role="region" aria-label="Stellen" tabindex="0"')
  })
})

describe('small things', () => {
  test('a state is a shape and a word', () =>
    expect(draw(<State kind="late">überfällig</State>)).toMatch(/<svg.*<span>überfällig<\/span>/))

  test('an empty part leaves no dot behind', () => {
    const text = draw(<Meta parts={['a', undefined, '', false, 'b']} />).replace(/<[^>]*>/g, '')
    expect(text).toBe('a · b')
  })

  test('an empty description is left out, or said', () => {
    expect(draw(<DescriptionList items={[{ term: 'Ziel', value: null }]} />)).not.toContain('Ziel')
    expect(draw(<DescriptionList items={[{ term: 'Ziel', value: null }]} empty="keines" />)).toContain('keines')
  })

  test('dates tell the year only when it is not this one', () => {
    const html = draw(
      <DatedList
        items={[
          { key: '1', on: '2026-12-10', content: 'a' },
          { key: '2', on: '2027-01', content: 'b' },
          { key: '3', on: '2025-12-31', content: 'c' },
        ]}
      />,
    )
    expect(html).toMatch(/10\.12\.<.*Januar 2027<.*31\.12\.2025</)
  })

  test('a confirmation only says what the page knows', () => {
    expect(draw(<ConfirmationNote texts={{ saved: 'page.search' }} />, at('done=saved'))).toContain('Suchen')
    expect(draw(<ConfirmationNote texts={{ saved: 'page.search' }} />, at('done=Ihr+Konto+ist+gesperrt'))).toBe('')
    expect(draw(<ConfirmationNote texts={{}} />, at('done=constructor'))).toBe('')
  })

  test('a way is read as words, its names stay German', () => {
    const html = draw(<Path from="Sozialamt" to="Jobcenter" />, testContext({ locale: 'en' }))
    expect(html.replace(/<[^>]*>/g, '')).toMatch(/Sozialamt\s+to\s+Jobcenter/)
    expect(html).toContain('<bdi lang="de">Jobcenter</bdi>')
  })

  test('a text without a translation is marked as German', () => {
    expect(draw(<T k="page.search" />, testContext({ locale: 'uk' }))).toBe('<span lang="de" dir="ltr">Suchen</span>')
    expect(draw(<T k="page.search" />)).toBe('Suchen')
  })
})

describe('a page', () => {
  const page = { title: 'Stellen', body: <p>Inhalt</p>, crumbs: [{ label: 'Netzwerk', path: '/network' }] }

  test('says what it is, where, and that it is a demonstration', () => {
    const html = renderPage(testContext(), page)
    expect(html).toMatch(/^<!doctype html><html lang="de" dir="ltr">/)
    expect(html).toContain('<title>Stellen – Nahtlos, Kreis Auental (DEMO)</title>')
    expect(html).toContain('Alle Personen, Fälle und Zahlen sind simuliert.')
    expect(html).toContain('href="/auental/network">Netzwerk</a>')
    expect(html.indexOf('nl-skip')).toBeLessThan(html.indexOf('nl-head'))
  })

  test('of a real district carries no DEMO', () => {
    expect(renderPage(testContext({ tenant: { key: 'a', name: 'Kreis A', demo: false } }), page)).not.toContain('DEMO')
  })

  test('with errors says so first', () =>
    expect(renderPage(testContext(), { ...page, failed: true })).toContain('<title>Fehler: Stellen'))

  test('marks the part of the navigation it stands in', () => {
    const frame = {
      navigation: [
        { path: '/interfaces', label: 'page.search' },
        { path: '/interface', label: 'page.inbox' },
      ],
    }
    const html = (path: string) => renderPage(testContext({ path, frame }), page)
    expect(html('/interfaces')).toContain('href="/auental/interfaces" aria-current="page"')
    expect(html('/interfaces/a')).toContain('href="/auental/interfaces" aria-current="true"')
    expect(html('/interfaces/a')).not.toContain('href="/auental/interface" aria-current')
  })

  test('in Arabic runs right to left, its content marked as the German that it is', () => {
    const html = renderPage(testContext({ locale: 'ar' }), page)
    expect(html).toMatch(/<html lang="ar" dir="rtl">/)
    expect(html).toContain('nahtlos.rtl.css')
    expect(html).toMatch(/<main[^>]* lang="de"/)
    expect(renderPage(testContext({ locale: 'ar' }), { ...page, audience: 'public' })).not.toMatch(/<main[^>]* lang=/)
  })

  test('shows nothing that was written as markup', () => {
    expect(renderPage(testContext(), { ...page, title: '<script>alert(1)</script>' })).not.toContain('<script>alert')
  })
})

test('a report carries everything with it', async () => {
  const { t, today } = testContext()
  const html = await renderReport({
    t,
    today,
    name: 'Auswertung',
    title: 'Drei Übergänge kosten die meiste Zeit.',
    body: <p>Inhalt</p>,
  })
  expect(html).toContain('<title>Auswertung</title>')
  expect(html).not.toMatch(/<(script|link|img)\b/)
  expect(html).toContain('default-src &#x27;none&#x27;')
})
