import { expect, test } from 'vitest'
import type { BackupRun } from './runs.ts'
import { type BackupSituation, type BackupState, oldMs, severity, stateOfBackups, tooOldMs } from './state.ts'

const now = Date.parse('2026-11-16T08:00:00Z')
const run = (ageMs: number, more: Partial<BackupRun> = {}): BackupRun => ({
  id: 'x',
  scope: 'whole',
  tenant: null,
  planned: true,
  startedAt: new Date(now - ageMs),
  endedAt: new Date(now - ageMs),
  file: 'x.tar',
  bytes: 1,
  encrypted: true,
  verifiedAt: new Date(now - ageMs),
  result: 'done',
  expiredAt: null,
  ...more,
})
const good = (ageMs: number) => ({ verified: run(ageMs), newest: run(ageMs), made: run(ageMs) })
const none = { verified: null, newest: null, made: null }
const bad = (result: BackupRun['result']) => run(0, { result, verifiedAt: null })
const hour = 3_600_000

const table: [string, Partial<BackupSituation>, BackupState][] = [
  ['nothing is set up', { ...none, planned: false }, 'not-planned'],
  ['nothing is set up, and all are demos', { ...none, planned: false, demo: true }, 'demo'],
  ['set up yesterday', none, 'never'],
  ['last night', good(8 * hour), 'fine'],
  ['one night was missed', good(oldMs - 1), 'fine'],
  ['two nights were missed', good(oldMs + 1), 'old'],
  ['a week was missed', good(tooOldMs + 1), 'too-old'],
  ['made by hand and not tried out', { ...none, newest: run(hour), made: run(hour) }, 'unverified'],
  ['the first one failed', { ...none, newest: bad('refused') }, 'failed'],
  ['the last one failed, the one before was good', { ...good(26 * hour), newest: bad('failed') }, 'failed'],
  ['the last one was killed', { ...good(26 * hour), newest: bad('interrupted') }, 'failed'],
  ['the last one is under way', { ...good(26 * hour), newest: bad('running') }, 'fine'],
  ['the last one came out different', { ...good(26 * hour), newest: bad('different') }, 'different'],
  ['failing for long', { ...good(tooOldMs + 1), newest: bad('failed') }, 'too-old'],
]

test.each(table)('%s', (_, situation, state) => {
  expect(stateOfBackups({ ...none, planned: true, demo: false, now, ...situation })).toBe(state)
})

test('data at risk count as broken, a single bad night as attention', () => {
  expect(
    Object.entries(severity)
      .filter(([, how]) => how === 'broken')
      .map(([state]) => state)
      .sort(),
  ).toEqual(['different', 'not-planned', 'too-old'])
})
