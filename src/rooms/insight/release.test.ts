import { afterAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { RoleKey } from '../../platform/access/index.ts'
import { inTenant, sql } from '../../platform/database/index.ts'
import { anActor, testDatabase } from '../../platform/database/testing.ts'
import { NotReleased, type OtherAudience, release, type Withheld, withhold } from './release.ts'
import { type Columns, type RowOf, type Sheet, table } from './sheet.ts'
import './access.ts'

const { db, tenant, close } = await testDatabase()
afterAll(close)

const source = {
  question: '?town=aulenstedt',
  period: { from: day('2025-11-01'), to: day('2026-10-31') },
  asOf: day('2026-10-31'),
  population: 3,
  simulated: true,
}
const columns = { interface: 'interface', town: 'municipality', handOvers: 'count', median: 'quantile' } as const
const rows: RowOf<typeof columns>[] = [
  { interface: 'benefits', town: 'aulenstedt', handOvers: 2, median: 31 },
  { interface: 'benefits', town: null, handOvers: 1, median: null },
]
const sheet = { name: 'test', source, tables: { waits: table(columns, rows) } }
const withRows = (more: readonly unknown[], changed: Columns = columns): Sheet => ({
  ...sheet,
  tables: { waits: table(changed, more as never) },
})

/** Releases for somebody with these roles; gives the figures and what the audit then holds. */
async function releaseFor<T extends Sheet>(figures: Withheld<T>, roles: readonly RoleKey[]) {
  const actor = anActor(roles)
  return await inTenant(db, tenant, actor, async (tx) => {
    const released = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.situation-seen' })
    return { released, actor }
  })
}

async function looksOf(userId: string) {
  return await inTenant(db, tenant, 'system', async (tx) => {
    const { rows } = await sql<{ payload: string }>`SELECT payload FROM audit_entry WHERE user_id = ${userId}`.execute(
      tx,
    )
    return rows.map(({ payload }) => JSON.parse(payload))
  })
}

describe('for named coordinators', () => {
  test('figures go out exact, small cells included, with rule and proof', async () => {
    const { released } = await releaseFor(withhold(sheet), ['coordinator'])
    expect(released.table.tables.waits.rows).toEqual(rows)
    expect(released.rule).toBe('exact-for-coordinators')
    expect(released.proof).toMatchObject({ rows: 2, checksum: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })

  test('every look is audited, with the question and the checksum', async () => {
    const { released, actor } = await releaseFor(withhold(sheet), ['lead'])
    expect(await looksOf(actor.userId)).toMatchObject([
      {
        event: 'insight.situation-seen',
        outcome: 'looked',
        details: { figures: 'test', question: '?town=aulenstedt', checksum: released.proof.checksum },
      },
    ])
  })

  test.each<[RoleKey]>([
    ['administrator'],
    ['caseManager'],
    ['municipality'],
    ['council'],
    ['dataProtection'],
    ['steering'],
  ])('a person who is only %s gets nothing', async (role) => {
    await expect(releaseFor(withhold(sheet), [role])).rejects.toThrow(/insight.read/)
  })

  test('the checksum is that of the figures and their source', async () => {
    const checksum = async (one: Sheet) => (await releaseFor(withhold(one), ['coordinator'])).released.proof.checksum
    const first = await checksum(sheet)
    expect(await checksum(structuredClone(sheet))).toBe(first)
    expect(await checksum(withRows([{ ...rows[0], handOvers: 3 }, rows[1]]))).not.toBe(first)
    expect(await checksum({ ...sheet, source: { ...source, asOf: day('2026-09-30') } })).not.toBe(first)
  })
})

describe('what is no table of figures does not pass', () => {
  test.each<[string, Sheet, RegExp]>([
    ['a row per passage', withRows([rows[0], { ...rows[0], handOvers: 1 }]), /more than one row/],
    ['a key in a dimension', withRows([{ ...rows[0], town: newId() }]), /holds an id/],
    ['a column nobody declared', withRows([{ ...rows[0], person: 7 }]), /columns/],
    ['a declared column that is missing', withRows([{ interface: 'benefits', town: null, handOvers: 1 }]), /columns/],
  ])('%s', async (_what, one, message) => {
    await expect(releaseFor(withhold(one), ['coordinator'])).rejects.toThrow(NotReleased)
    await expect(releaseFor(withhold(one), ['coordinator'])).rejects.toThrow(message)
  })
})

test.each<OtherAudience['kind']>(['funder', 'steering', 'public'])(
  'a table without a declared rule is released to nobody else: %s',
  async (kind) => {
    const actor = anActor(['coordinator'])
    await expect(
      inTenant(db, tenant, actor, (tx) =>
        release(withhold(sheet), { kind, tx, actor, event: 'insight.situation-released' }),
      ),
    ).rejects.toThrow(NotReleased)
  },
)

test('withheld figures cannot be read', () => {
  const figures = withhold(sheet)
  expect(Object.keys(figures)).toEqual([])
  expect(JSON.stringify(figures)).toBe('{}')
  // @ts-expect-error there is no way to the figures but release
  expect(figures.table).toBeUndefined()
})
