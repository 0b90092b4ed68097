import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nahtlos-simulate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tiny = {
  schema: 'nahtlos-scenario/1',
  name: 'Two offices',
  interfaces: [{ key: 'a-b', from: 'a', to: 'b', passagesPerYear: 60, targetDays: 14, wait: { medianDays: 20 } }],
}

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

function simulate(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'simulate', ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, stdout, stderr }
}

describe('nahtlos simulate', { timeout: 60_000 }, () => {
  const common = ['--scenario', file('tiny.json', tiny), '--until', '2026-10', '--months', '6']

  test('writes the same log to a file and to standard output, and the truth beside it', () => {
    const toFile = simulate(...common, '--out', 'log.csv', '--truth', 'truth.json')
    expect(toFile).toMatchObject({ status: 0, stdout: '' })
    expect(toFile.stderr).toMatch(/^\d+ events, 2026-10 the last of 6 months, seed 1, simulated: log\.csv\n$/)
    const log = readFileSync(join(folder, 'log.csv'), 'utf8')
    expect(log.split('\n')[0]).toMatch(/^case,journey,activity,lifecycle,time,organisation,/)
    expect(simulate(...common).stdout).toBe(log)
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
    expect(truth).toMatchObject({
      schema: 'nahtlos-truth/1',
      simulated: true,
      period: { from: '2026-05', until: '2026-10', months: 6 },
    })
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('takes the seed of the command before that of the scenario', () => {
    expect(simulate(...common, '--seed', '2').stdout).not.toBe(simulate(...common).stdout)
  })

  const refused: [string, string[], number, RegExp][] = [
    [
      'a file that is not there',
      ['--scenario', 'nix.json'],
      1,
      /cannot be read: there is no such file.*nix\.json.*docs\/scenario\.md/,
    ],
    ['a folder', ['--scenario', '.'], 1, /it is a folder/],
    [
      'text that is no JSON',
      ['--scenario', file('text.json', 'towns: 3')],
      1,
      /text\.json is not a scenario[\s\S]*not JSON/,
    ],
    ['an empty file', ['--scenario', file('empty.json', '')], 1, /the file is empty/],
    [
      'a misspelt field',
      ['--scenario', file('misspelt.json', { ...tiny, monhts: 3 })],
      1,
      /monhts: there is no such field; did you mean "months"\?/,
    ],
    ['a seed that is no number', [...common, '--seed', 'seven'], 2, /--seed.*Give a whole number from 0/],
    ['no months', [...common, '--months', '0'], 2, /--months.*Give a whole number from 1 to 600/],
    ['a month that is none', [...common, '--until', '2026-13'], 2, /--until.*Give a month such as 2026-10/],
    ['an unknown option', [...common, '--sead', '3'], 2, /unknown option '--sead'/],
    [
      'a folder that is not there',
      [...common, '--out', 'nix/log.csv'],
      1,
      /nix\/log\.csv cannot be written: there is no such file or folder/,
    ],
    ['one file for both', [...common, '--out', 'x', '--truth', 'x'], 1, /name the same file/],
    ['a log and a tenant', [...common, '--out', 'x.csv', '--tenant', 'probe'], 2, /cannot be used with option/],
  ]
  test.each(refused)('refuses %s, says why, and writes nothing', (_name, options, status, message) => {
    const before = readdirSync(folder)
    const result = simulate(...options)
    expect(result.stderr).toMatch(message)
    expect(result).toMatchObject({ status, stdout: '' })
    expect(readdirSync(folder)).toEqual(before)
  })

  test('leaves an earlier log as it was when the scenario cannot be played', () => {
    file('kept.csv', 'kept')
    simulate('--scenario', 'misspelt.json', '--out', 'kept.csv')
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('kept')
    expect(existsSync(join(folder, 'kept.csv.part'))).toBe(false)
  })
})
