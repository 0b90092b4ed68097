/** Starts that cannot be: each ends with one message that says what to do, without a stack trace, and leaves nothing behind. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { start } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'nahtlos-refused-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const data = join(folder, 'data')

async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout, stderr } = await start(['serve'], { env: { NAHTLOS_DATA: data, PORT: '0', ...env } }).ended
  expect(code, stderr).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).not.toMatch(/^\s+at /m)
  return stderr
}

test('a taken port is told before anything is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  expect(await refusal({ PORT: String(port) })).toBe(
    `Port ${port} is taken, perhaps by another Nahtlos. End that program, or take another port: PORT=${port === 65_535 ? 8081 : port + 1} npm start\n`,
  )
  expect(existsSync(data)).toBe(false)
  other.close()
})

test('a data folder that cannot be written is named with the remedy', async () => {
  // Root may write everywhere, except below a file.
  const closed = join(folder, 'closed')
  if (process.getuid?.() === 0) writeFileSync(closed, '')
  else mkdirSync(closed, { mode: 0o500 })
  const message = await refusal({ NAHTLOS_DATA: join(closed, 'data') })
  expect(message).toMatch(/^The data folder .+\/closed\/data cannot be .+ Set NAHTLOS_DATA to a folder/)
})

test('a wrong DATABASE_URL is told without its password', async () => {
  const message = await refusal({
    DATABASE_URL: 'postgres://owner:geheim@127.0.0.1:1/nahtlos',
    NAHTLOS_SECRET: 'a secret that is long enough for it',
  })
  expect(message).toBe(
    'DATABASE_URL does not work: nothing listens at 127.0.0.1:1. Start PostgreSQL there, or correct host and port.\n',
  )
})

test('every setting that cannot be used is named at once', async () => {
  const message = await refusal({ PORT: 'acht', DATABASE_URL: 'mysql://x/y', NAHTLOS_DEMOO: 'off' })
  expect(message.trim().split('\n')).toEqual([
    expect.stringMatching(/^PORT is "acht" but must be a number/),
    expect.stringMatching(/^DATABASE_URL must be an address such as postgres:/),
    expect.stringMatching(/^NAHTLOS_DEMOO is no setting: look it up in \.env\.example/),
    expect.stringMatching(/^NAHTLOS_SECRET is missing/),
  ])
})
