import { afterAll, expect, test } from 'vitest'
import { sql } from '../../platform/database/index.ts'
import { testCouncil } from './testing.ts'

const its = await testCouncil()
afterAll(its.close)

test('the small district loads', async () => {
  const { rows } = await its.as('system', (tx) =>
    sql<{ n: number }>`SELECT count(*)::int AS n FROM obligation`.execute(tx),
  )
  expect(rows[0]?.n).toBe(3)
})
