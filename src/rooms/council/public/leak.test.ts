/**
 * Nothing that is not public reaches anybody without an account: pages, feeds, files, counts, searches, mails, and the way
 * in which what is not there is answered. The small district of the tests has a secret paper, resolution, agenda item,
 * body and measure; their words must appear nowhere. Long, because leaving out a way would be the leak.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { day } from '../../../kernel/day.ts'
import { newPublicId } from '../../../kernel/ids.ts'
import { actAsPublic } from '../../../platform/access/acting.ts'
import { inTenant, sql, type Tx } from '../../../platform/database/index.ts'
import { storeFile } from '../../../platform/files/index.ts'
import { type TestGate, testGate, withoutTrace } from '../../../platform/http/testing.ts'
import { readCatalogues } from '../../../platform/i18n/index.ts'
import { outboxOf } from '../../../platform/mail/testing.ts'
import { notifySubscribers } from '../../../platform/subscriptions/index.ts'
import { subscriptionJobs } from '../../../platform/subscriptions/jobs.ts'
import { topicsOf } from '../../../platform/subscriptions/topics.ts'
import { changeState, loadMeasures, room as measures } from '../../measures/index.ts'
import { room as network } from '../../network/index.ts'
import { moveObligation } from '../actions/obligations.ts'
import { getObligation, releasePaper, room } from '../index.ts'
import { setting, type TestCouncil, testCouncil } from '../testing.ts'

let its: TestCouncil
let house: TestGate
let measureIds: ReadonlyMap<string, string>
const rooms = [network, measures, room]

/** What must not be read anywhere. */
const secrets = /geheim|mietvertrag|042\/2026|lenkungsgruppe|vertraulich|intern/i

beforeAll(async () => {
  its = await testCouncil()
  house = await testGate(its, { rooms })
  measureIds = await its.as('system', async (tx) => {
    const loaded = await loadMeasures(
      tx,
      {
        simulated: true,
        fields: [{ key: 'work', name: 'Arbeit' }],
        targetGroups: [],
        concepts: [
          { key: 'open', kind: 'other', title: 'Konzept für alle' },
          { key: 'hidden', kind: 'other', title: 'Vertrauliches Konzept', public: false },
        ],
        measures: [
          {
            key: 'open',
            number: '1',
            title: 'Beratung in Aulenstedt',
            description: 'Interne Notiz',
            publicText: 'Wir beraten.',
            partners: 'Vertraulicher Partner',
            states: [
              { state: 'adopted', since: day('2026-01-01') },
              { state: 'suspended', since: day('2026-03-01'), reason: 'Interner Grund' },
            ],
            centreRole: 'none',
            fields: ['work'],
            concepts: [{ concept: 'open' }, { concept: 'hidden' }],
          },
          {
            key: 'secret',
            number: '2',
            title: 'Geheime Vorprüfung',
            public: false,
            states: [{ state: 'proposed', since: day('2026-01-01') }],
            centreRole: 'none',
            fields: ['work'],
            concepts: [{ concept: 'open' }],
          },
        ],
      },
      its.network,
      day('2026-11-16'),
    )
    // A public resolution that is also about a measure that is not public.
    for (const key of ['open', 'secret'])
      await sql`INSERT INTO obligation_subject VALUES (${its.obligation('review')}, 'measure', ${loaded.measures.get(key)})`.execute(
        tx,
      )
    return loaded.measures
  })
})
afterAll(() => its.close())

const measure = (key: string) => measureIds.get(key) ?? ''

/** Every address that visitors reach, with what is public. */
const open = () => [
  '/de',
  '/en',
  '/ar',
  '/de/decisions',
  `/de/decisions/${its.resolution('concept')}`,
  '/de/decisions/feed.xml',
  `/de/decisions/${its.resolution('concept')}/feed.xml`,
  '/de/papers',
  '/de/papers/feed.xml',
  `/de/papers/${its.paper('motion')}`,
  ...['html', 'json'].map((format) => `/de/papers/${its.paper('motion')}/paper.${format}`),
  '/de/meetings',
  `/de/meetings/${its.meeting('abi-2026-09')}`,
  `/de/meetings/${its.meeting('abi-2026-11')}`,
  '/de/measures',
  '/de/measures/feed.xml',
  `/de/measures/${measure('open')}`,
  `/de/measures/${measure('open')}/feed.xml`,
  '/de/subscribe',
  `/de/subscribe?kind=measure&id=${measure('open')}`,
  `/de/subscribe?kind=resolution&id=${its.resolution('concept')}`,
]

/** Every address at which something would stand if it were public, by what is not. */
const closed = (): readonly (readonly [path: string, id: string])[] => [
  ...['', '/feed.xml'].map((rest) => [`/de/decisions/:id${rest}`, its.resolution('secret')] as const),
  ...['', '/paper.pdf', '/paper.docx', '/paper.html', '/paper.json'].flatMap((rest) =>
    (['secret', 'draft'] as const).map((key) => [`/de/papers/:id${rest}`, its.paper(key)] as const),
  ),
  ['/de/meetings/:id', its.meeting('steering-2026-10')],
  ...['', '/feed.xml'].map((rest) => [`/de/measures/:id${rest}`, measure('secret')] as const),
  ['/de/subscribe?kind=measure&id=:id', measure('secret')],
  ['/de/subscribe?kind=resolution&id=:id', its.resolution('secret')],
  ['/de/subscribe?kind=paper&id=:id', its.paper('draft')],
]

describe('what is public', () => {
  test('is there, and holds no word of what is not', async () => {
    const visitor = house.browser()
    for (const path of open()) {
      const answer = await visitor.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      const words = answer.text.replace(/Integrations?|interne?t/gi, '')
      expect([path, secrets.exec(words)?.[0]]).toEqual([path, undefined])
    }
  })

  test('is the same for whoever reads: nobody, a member of a council, the lead', async () => {
    const lead = await house.member(['lead'])
    const council = await house.member(['council'])
    for (const path of open().filter((one) => !one.includes('subscribe'))) {
      const [one, two, three] = [await house.browser().get(path), await council.get(path), await lead.get(path)]
      expect(two.text).toBe(one.text)
      expect(three.text).toBe(one.text)
    }
  })

  test('is counted without the rest', async () => {
    const start = await house.browser().get('/de')
    expect(start.text.replace(/<[^>]+>/g, '')).toContain('Ein Beschluss ist öffentlich. Darin stehen 2 Aufträge')
    expect((await house.browser().get('/de/decisions')).text).toContain('Ein Beschluss und was daraus wurde')
    expect((await house.browser().get('/de/measures')).text).toContain('Eine Maßnahme')
  })

  test('has an agenda whose numbers tell of no gap, and leads only to public papers', async () => {
    const { text } = await house.browser().get(`/de/meetings/${its.meeting('abi-2026-09')}`)
    const numbers = [...text.matchAll(/Ö (\d+)/g)].map((match) => Number(match[1]))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(text).not.toMatch(/N \d/)
  })

  test('names the measures that follow from a resolution, as far as they are public', async () => {
    const { text } = await house.browser().get(`/de/decisions/${its.resolution('concept')}`)
    expect(text).toContain('Beratung in Aulenstedt')
    expect(text).not.toContain(measure('secret'))
    const back = await house.browser().get(`/de/measures/${measure('open')}`)
    expect(back.text).toContain(its.resolution('concept'))
  })
})

describe('what is not public', () => {
  test.each(['geheim', 'Mietvertrag', '042', 'Lenkungsgruppe', 'Interne', 'Vertraulicher'])(
    'is found by no search: %s',
    async (word) => {
      for (const page of ['decisions', 'measures']) {
        const { text } = await house.browser().get(`/de/${page}?q=${encodeURIComponent(word)}`)
        const nothing = await house.browser().get(`/de/${page}?q=${encodeURIComponent('gibtesnicht')}`)
        expect(text.replaceAll(word, 'gibtesnicht')).toBe(nothing.text)
      }
    },
  )

  test('is answered byte for byte as what never was, headers too', async () => {
    const never: string = newPublicId()
    for (const [path, id] of closed()) {
      const there = await house.browser().get(path.replace(':id', id))
      const not = await house.browser().get(path.replace(':id', never))
      expect([path, there.status, not.status]).toEqual([path, 404, 404])
      expect(plain(withoutTrace(there), id)).toBe(plain(withoutTrace(not), never))
      expect(headersOf(there.headers)).toEqual(headersOf(not.headers))
    }
  })

  test('takes the same statements to answer as what never was', async () => {
    const never: string = newPublicId()
    for (const [path, id] of closed()) {
      const there = await statementsOf(() => house.browser().get(path.replace(':id', id)))
      const not = await statementsOf(() => house.browser().get(path.replace(':id', never)))
      expect([path, there]).toEqual([path, not])
    }
  })

  test('stays so in an annex: the file of a public paper that was not published is not handed out', async () => {
    const paper = its.paper('motion')
    const [attachment, file] = [
      newPublicId(),
      await its.as('system', (tx) =>
        storeFile(tx, null, { name: 'Geheim.pdf', bytes: Buffer.from('%PDF-1.7'), owner: null }),
      ),
    ]
    await its.as('system', (tx) =>
      sql`INSERT INTO paper_attachment (id, paper_id, position, name, file_id, added_at)
        VALUES (${attachment}, ${paper}, 1, 'Anlage', ${file}, now())`.execute(tx),
    )
    const there = await house.browser().get(`/de/papers/${paper}/attachments/${attachment}`)
    const never = await house.browser().get(`/de/papers/${paper}/attachments/${newPublicId()}`)
    expect([there.status, never.status]).toEqual([404, 404])
    expect(withoutTrace(there)).toBe(withoutTrace(never))
    await its.as('system', (tx) => sql`UPDATE stored_file SET is_public = true`.execute(tx))
    expect((await house.browser().get(`/de/papers/${paper}/attachments/${attachment}`)).status).toBe(200)
    expect((await house.browser().get(`/de/papers/${its.paper('secret')}/attachments/${attachment}`)).status).toBe(404)
  })

  test('is told to no subscriber, whatever changes', async () => {
    const catalogues = await readCatalogues([new URL('../../../platform/subscriptions/', import.meta.url)])
    const jobs = subscriptionJobs({ topics: topicsOf(rooms), catalogues, origin: 'https://n.test' })
    await its.as('system', async (tx) => {
      await sql`INSERT INTO subscription VALUES (${newPublicId()}, 'all', NULL, 'ada@kreis.test', 'de', now(), now())`.execute(
        tx,
      )
      for (const [kind, id] of [
        ['resolution', its.resolution('secret')],
        ['resolution', its.resolution('concept')],
        ['paper', its.paper('secret')],
        ['paper', its.paper('draft')],
        ['measure', measure('secret')],
      ] as const)
        await notifySubscribers(tx, { kind, id, change: 'state' })
    })
    await its.as('system', async (tx) => {
      const clock = fixedClock('2026-11-16T08:00:00Z')
      await jobs['platform.tell-subscribers']?.({ tx, db: its.db, tenant: its.tenant, clock }, null)
    })
    const mails = await outboxOf(its, its.tenant)
    expect(mails.map(({ values }) => values['count'])).toEqual([1])
    expect(String(mails[0]?.values['list'])).toContain('Überprüfung des Integrationskonzepts')
  })

  test('is said to be news by the actions all the same: what may be told is asked when the mail is written', async () => {
    const lead = await its.member('lead')
    const news = async () =>
      (
        await its.as('system', (tx) =>
          sql<{ kind: string; change: string }>`SELECT kind, change FROM subscription_news ORDER BY id`.execute(tx),
        )
      ).rows
    const before = (await news()).length
    const { version } = await its.as(lead, (tx) => getObligation(tx, lead, setting, its.obligation('report')))
    await its.as(lead, async (tx) => {
      await moveObligation(tx, lead, setting, its.obligation('report'), { state: 'inProgress', note: 'Läuft', version })
      await changeState(tx, lead, setting, measure('open') as never, { state: 'inProgress', since: setting.today })
      await releasePaper(tx, lead, setting, its.paper('draft'))
    })
    expect(
      (await news())
        .slice(before)
        .map(({ kind, change }) => `${kind} ${change}`)
        .sort(),
    ).toEqual(['measure state', 'paper released', 'resolution obligation'])
  })

  test('cannot be read by the public even with a query of its own', async () => {
    const rows = await inTenant(its.db, its.tenant, 'system', async (tx) => {
      await actAsPublic(tx)
      return JSON.stringify(await everythingOf(tx))
    })
    expect(secrets.exec(rows.replace(/Integrations?|interne?t/gi, ''))?.[0]).toBeUndefined()
  })
})

/** All rows of the tables that pages for everybody read, but for the measure's own internal columns, which no query selects. */
async function everythingOf(tx: Tx): Promise<unknown[]> {
  const found: unknown[] = []
  for (const table of [
    'paper',
    'paper_version',
    'paper_text',
    'paper_relation',
    'consultation',
    'resolution',
    'obligation',
    'obligation_event',
    'discharge',
    'followup_list',
    'council_change',
    'council_word',
    'meeting',
    'agenda_item',
    'agenda_part',
    'body',
    'concept',
    'measures_version',
    'mail_outbox',
    'subscription',
  ])
    found.push(...(await sql`SELECT to_jsonb(${sql.ref(table)}) FROM ${sql.table(table)}`.execute(tx)).rows)
  found.push(...(await sql`SELECT title FROM measure`.execute(tx)).rows)
  return found
}

/** Without what differs in every answer: the id that was asked for, and the token of the page. */
const plain = (text: string, id: string) => text.replaceAll(id, 'ID').replace(/name="csrf" value="[^"]+"/g, '')

function headersOf(headers: Headers): Record<string, string> {
  const { 'x-trace-id': _, 'set-cookie': __, ...rest } = Object.fromEntries(headers)
  return rest
}

type Client = { query: (...args: (string | { readonly text?: string } | undefined)[]) => unknown }
type Pool = { connect: () => Promise<Client> }

/** The statements that a request sent to the database, without their values. */
async function statementsOf(request: () => Promise<unknown>): Promise<readonly string[]> {
  const sent: string[] = []
  const { pool } = its.db.app as unknown as { pool: Pool }
  const connect = pool.connect.bind(pool)
  const watched = new Map<Client, Client['query']>()
  pool.connect = async () => {
    const client = await connect()
    if (watched.has(client)) return client
    const query = client.query
    watched.set(client, query)
    client.query = (...args) => {
      const [first] = args
      const text = typeof first === 'string' ? first : first?.text
      // The list of districts is read every few seconds, whatever is asked.
      if (text && !/FROM "\w+"."tenant"|from "\w+"."tenant"/.test(text)) sent.push(text.replace(/'[^']*'/g, '?'))
      return query.apply(client, args)
    }
    return client
  }
  try {
    await request()
  } finally {
    pool.connect = connect
    for (const [client, query] of watched) client.query = query
  }
  return sent
}
