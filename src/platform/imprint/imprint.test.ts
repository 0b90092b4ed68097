import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { createTenant, inTenant, sql, type Tenant } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { type TestGate, testGate } from '../http/testing.ts'
import { outboxOf } from '../mail/testing.ts'
import { statesAfter } from './actions/feedback.ts'
import { type Block, gapsIn, readMarkup } from './markup.ts'
import { speakText } from './speaking.ts'
import { factsWith, filled, missingFacts, textLocales, textPages } from './texts.ts'

const words = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'heading') return `h${block.level}(${block.text})`
      const lines = block.kind === 'list' ? block.items : block.lines
      const inner = lines.map((line) =>
        line
          .map((part) =>
            part.kind === 'link' ? `<${part.text}|${part.to}>` : part.kind === 'gap' ? `!${part.text}!` : part.text,
          )
          .join(''),
      )
      return block.kind === 'list' ? `ul(${inner.join(';')})` : `p(${inner.join('/')})`
    })
    .join(' ')

describe('the markup', () => {
  test.each([
    ['# Eins\nzwei\ndrei\n\nvier', 'h2(Eins) p(zwei/drei) p(vier)'],
    ['## Klein', 'h3(Klein)'],
    ['- a\n* b\nc', 'ul(a;b) p(c)'],
    [
      '[Worte](https://kreis.test/x) und [Mail](mailto:a@b.test)',
      'p(<Worte|https://kreis.test/x> und <Mail|mailto:a@b.test>)',
    ],
    ['[innen](/de/imprint)', 'p(<innen|/de/imprint>)'],
    ['[[fehlt]] hier', 'p(!fehlt! hier)'],
    ['[x](javascript:alert(1))', 'p([x](javascript:alert(1)))'],
    ['[x](//evil.test)', 'p([x](//evil.test))'],
    ['[x](data:text/html,y)', 'p([x](data:text/html,y))'],
    ['<b>fett</b> & mehr', 'p(<b>fett</b> & mehr)'],
    ['\r\n \r\n', ''],
  ])('%j', (text, read) => {
    expect(words(readMarkup(text))).toBe(read)
  })

  test('of any text nothing is lost but marks, and no link leads anywhere but to pages, mails and calls', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '[[',
      ']]',
      '# ',
      '- ',
      '\n',
      '\n\n',
      'javascript:',
      'https://a',
      '/',
      '//',
      'x',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        for (const block of readMarkup(text)) {
          const lines = block.kind === 'heading' ? [] : block.kind === 'list' ? block.items : block.lines
          for (const part of lines.flat())
            if (part.kind === 'link') expect(part.to).toMatch(/^(https?:\/\/|mailto:|tel:|\/(?!\/))/)
        }
      }),
    )
  })
})

const demo = { demo: true, land: 'NW', name: 'Kreis Schau' } as const
const real = { demo: false, land: 'NW', name: 'Kreis Auental' } as const
const none = { method: 'none', assessedOn: null } as const
const all = {
  ...factsWith(none, real),
  street: 'Am Markt 1',
  city: '12345 Aulenstedt',
  represented: 'Der Landrat',
  phone: '02000 1',
  email: 'post@kreis.test',
  hosting: 'Rechenzentrum',
  dataProtectionOfficer: 'Datenschutz, post@kreis.test',
  feedbackMail: 'barriere@kreis.test',
  method: 'self',
  assessedOn: day('2026-11-01'),
} as const

describe("the program's texts", () => {
  test.each(textPages.flatMap((page) => textLocales.map((locale) => [page, locale] as const)))(
    '%s in %s show every missing fact as a gap, and none when all is said',
    async (page, locale) => {
      const empty = await speakText(page, locale, null, none, real)
      expect(empty.gaps > 0).toBe(page !== 'keyboard')
      expect(empty.text).not.toMatch(/\{[a-zA-Z]+\}|undefined/)
      const full = await speakText(page, locale, null, all, real)
      expect([full.gaps, full.source]).toEqual([0, 'program'])
      expect(readMarkup(full.text).length).toBeGreaterThan(5)
    },
  )

  test('a demonstration names no district as responsible; a district is named and its Land known', () => {
    expect(factsWith(none, demo).operator).toBeUndefined()
    expect(factsWith(none, real)).toMatchObject({
      operator: 'Kreis Auental',
      supervisor: expect.stringContaining('Nordrhein'),
    })
    expect(missingFacts(factsWith(none, { ...real, land: 'BY' }))).toContain('supervisor')
    expect(missingFacts(all)).toEqual([])
  })

  test.each([
    [none, 'noch nicht abschließend bewertet'],
    [{ ...all, barriers: 'Karte ohne Tabelle\n- Altes PDF' }, 'teilweise vereinbar'],
    [all, 'mit den genannten Regeln vereinbar'],
  ])('the statement claims no more than was assessed: %#', async (facts, claim) => {
    const { text } = await speakText('accessibility', 'de', null, facts, real)
    expect(text).toContain(claim)
    if ('barriers' in facts) expect(text).toContain('- Karte ohne Tabelle\n- Altes PDF')
  })

  test("a district's own text may name its facts and nothing else", async () => {
    expect(filled('{phone} {constructor} {x}', { phone: '1' })).toBe('1 {constructor} {x}')
    const own = await speakText('imprint', 'en', 'We are {operator}, {street}.', none, real)
    expect(own).toEqual({
      text: 'We are Kreis Auental, [[to be filled in by the district: Street and number]].',
      source: 'own',
      gaps: 1,
    })
    expect(gapsIn(own.text)).toBe(1)
  })
})

test('a report ends in no state it cannot leave, and every state leads on', () => {
  for (const state of ['new', 'inProgress', 'answered', 'closed'] as const)
    expect(statesAfter(state).filter((next) => next !== state).length).toBeGreaterThan(0)
  expect(statesAfter('answered')).not.toContain('new')
})

describe('the pages', () => {
  let database: TestDatabase
  let house: TestGate
  let shown: Tenant
  beforeAll(async () => {
    database = await testDatabase()
    shown = await createTenant(database.db, database.sources, { key: 'schau', ...demo, land: 'NW' })
    house = await testGate(database)
  })
  afterAll(() => database.close())

  test('are there for everybody, in any language, and say what is missing; a demonstration says that it is one', async () => {
    const visitor = house.browser()
    for (const page of textPages)
      for (const locale of ['de', 'en', 'ar']) expect((await visitor.get(`/${locale}/${page}`)).status).toBe(200)
    const imprint = await visitor.get('/de/imprint')
    expect(imprint.text).toContain('[vom Kreis auszufüllen: Straße und Hausnummer]')
    expect(imprint.text).toContain('noch nicht vollständig')
    expect(imprint.text).toContain('href="/auental/de/privacy"')
    expect((await visitor.get('/ar/imprint')).text).toContain('[vom Kreis auszufüllen: Straße und Hausnummer]')
    expect((await house.browser(shown).get('/de/imprint')).text).toContain('Dies ist eine Vorführung')
  })

  test('take the facts once, show a text before it is published, keep its versions, and say when it changed', async () => {
    const administrator = await house.member(['administrator'])
    const facts = {
      version: '0',
      method: 'self',
      assessedOn: '01.11.2026',
      street: 'Am Markt 1',
      feedbackMail: 'barriere@kreis.test',
    }
    expect((await administrator.post('/admin/texts/facts', { ...facts, email: 'keine' })).status).toBe(422)
    expect((await administrator.post('/admin/texts/facts', facts)).to).toBe('/admin/texts?done=facts')
    expect((await house.browser().get('/en/imprint')).text).toContain('Am Markt 1')
    const path = '/admin/texts/imprint/de'
    const body = '# Wer\n{operator}\n\n<script>alert(1)</script> [x](javascript:y)'
    const preview = await administrator.post(path, { version: '0', do: 'preview', body, signLanguage: '' })
    expect(preview.text).toContain('So sieht die Seite aus')
    expect(preview.text).toContain('&lt;script&gt;alert(1)')
    expect((await house.browser().get('/de/imprint')).text).not.toContain('alert(1)')
    expect(
      (await administrator.post(path, { version: '0', do: 'publish', body, signLanguage: 'http://x.test' })).status,
    ).toBe(422)
    expect((await administrator.post(path, { version: '0', do: 'publish', body })).to).toBe(
      '/admin/texts?done=published',
    )
    const published = await house.browser().get('/de/imprint')
    expect(published.text).toContain('Stand: 16.11.2026')
    expect(published.text).not.toMatch(/<script>alert|href="javascript/)
    // Of two who publish on the same page only the first does; the same again is nothing.
    expect((await administrator.post(path, { version: '0', do: 'publish', body: 'anders' })).status).toBe(409)
    expect((await administrator.post(path, { version: '1', do: 'publish', body })).status).toBe(409)
    expect((await administrator.post(path, { version: '1', do: 'publish', body: '' })).to).toBe(
      '/admin/texts?done=published',
    )
    expect((await house.browser().get('/de/imprint')).text).toContain('Vertreten durch')
    expect((await administrator.get(`${path}?version=1`)).text).toContain('Fassung 1 vom')
    expect((await administrator.get('/admin/texts/none/de')).status).toBe(404)
    expect((await (await house.member(['coordinator'])).get('/admin/texts')).status).toBe(403)
  })

  test('take a report without asking who reports, tell the district without saying what, and keep track of it', async () => {
    const visitor = house.browser()
    const path = '/de/accessibility/feedback'
    expect((await visitor.post(path, { message: '', about: '', contact: '' })).status).toBe(422)
    const sent = await visitor.post(path, {
      message: 'Die Karte lässt sich nicht bedienen.',
      about: '/de/measures',
      contact: 'gast@example.test',
    })
    expect(sent.to).toBe('/de/accessibility/feedback/sent')
    expect((await visitor.get(sent.to ?? '')).text).toContain('angekommen')
    const [mail] = await outboxOf(database, database.tenant)
    expect(mail).toMatchObject({ to: 'barriere@kreis.test', template: 'imprint.feedback-received', values: {} })
    expect(JSON.stringify(mail)).not.toMatch(/Karte|gast@/)
    const coordinator = await house.member(['coordinator'])
    expect((await coordinator.get('/admin/feedback?state=new')).text).toContain('Die Karte lässt sich')
    const own = (mail?.links['feedback'] ?? '') as string
    expect((await coordinator.get(own)).text).toContain('gast@example.test')
    expect((await coordinator.post(own, { version: '1', state: 'answered', note: 'Tabelle ergänzt.' })).to).toBe(
      `${own}?done=saved`,
    )
    expect((await coordinator.post(own, { version: '1', state: 'closed' })).status).toBe(409)
    expect((await coordinator.post(own, { version: '2', state: 'new' })).status).toBe(409)
    expect((await (await house.member(['caseManager'])).get('/admin/feedback')).status).toBe(403)
    const seen = await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql`SELECT payload FROM audit_entry WHERE payload LIKE '%imprint.feedback%'`.execute(tx),
    )
    expect(seen.rows.length).toBeGreaterThan(3)
    expect(JSON.stringify(seen.rows)).not.toMatch(/Karte|gast@/)
  })
})
