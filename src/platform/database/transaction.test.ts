import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Connections } from './pool.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { transactorFor } from './transaction.ts'

let its: TestDatabase
beforeAll(async () => {
  its = await testDatabase()
})
afterAll(() => its.close())

/** Stands between the program and its database, and stands still when it is told to. */
async function standIn() {
  const { host, port, user, password, database } = new pg.Client(its.db.app.pool.options)
  const answers = new Map<Socket, Socket>()
  const server = createServer((program) => {
    const there = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    for (const socket of [program, there]) socket.on('error', () => undefined)
    program.pipe(there)
    there.pipe(program)
    answers.set(there, program)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const pool = new Connections(
    { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user, password, database } as never,
    { max: 2, onError: () => undefined },
  )
  return {
    pool,
    stop() {
      for (const [there, program] of answers) there.unpipe(program).pause()
    },
    goOn() {
      for (const [there, program] of answers) there.pipe(program)
    },
    async close() {
      await pool.end()
      server.close()
    },
  }
}

test('a database that stands still is given up on, and used again when it goes on', async () => {
  const between = await standIn()
  const { transaction } = transactorFor(between.pool, 100)
  const ask = () => transaction('BEGIN', async () => 'done')
  expect(await ask()).toBe('done')
  between.stop()
  await expect(ask()).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  between.goOn()
  expect(await ask()).toBe('done')
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['done', 'done', 'done'])
  await between.close()
})
