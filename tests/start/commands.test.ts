/** The commands through real pipes: what stands on which of them, and how they end. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutFolder } from '../../src/platform/config/index.ts'
import { start } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'nahtlos-commands-'))
const log = join(folder, 'log.csv')
let written: string
beforeAll(async () => {
  const { code, stdout } = await start(['simulate', '--scenario', 'demo/scenarios/smallest.json', '--months', '3'])
    .ended
  expect(code).toBe(0)
  written = stdout
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('simulate writes the same log to a file as to standard output, and what analyse says of it', async () => {
  const wrote = await start(['simulate', '--scenario', 'demo/scenarios/smallest.json', '--months', '3', '--out', log])
    .ended
  expect([wrote.code, wrote.stdout]).toEqual([0, ''])

  const table = await start(['analyse', log, '--handover', 'organisation'], { env: { LC_ALL: 'de_DE.UTF-8' } }).ended
  expect(table.code).toBe(0)
  expect(table.stdout).toMatch(/1 {2}social-office +jobcenter/)
  expect(table.stderr).toContain('Erkannt: CSV')

  const json = await start(['analyse', '-', '--handover', 'organisation', '--json'], { input: written }).ended
  expect(json.code).toBe(0)
  const answer = JSON.parse(json.stdout)
  expect(answer.events).toBe(written.trim().split('\n').length - 1)
  expect(answer.edges[0]).toMatchObject({ from: 'social-office', to: 'jobcenter' })
}, 180_000)

test('a reader that goes away early is no failure', async () => {
  const shell = spawn(
    'bash',
    ['-o', 'pipefail', '-c', `node bootstrap.mjs simulate --months 12 | head -n 1 | cut -d, -f1`],
    { cwd: checkoutFolder },
  )
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) shell[stream].on('data', (text) => (said[stream] += text))
  const code = await new Promise((resolve) => shell.on('close', resolve))
  expect(said.stdout).toBe('case\n')
  expect(said.stderr).not.toMatch(/EPIPE|^\s+at /m)
  expect(code).toBe(0)
}, 180_000)

test.each([
  [['analyse', '/nowhere/log.csv'], 66],
  [['analyse'], 2],
  [['analyze', 'log.csv'], 2],
  [['tenant', 'create', 'Kreis'], 2],
  [['--help'], 0],
])('%j ends with %i', async (args, code) => {
  const ended = await start(args).ended
  expect(ended.code, ended.stderr).toBe(code)
  expect(ended.stderr + ended.stdout).not.toMatch(/^\s+at /m)
  if (code !== 0) expect(ended.stdout).toBe('')
})
