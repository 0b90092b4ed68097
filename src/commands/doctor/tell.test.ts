import { expect, test } from 'vitest'
import type { HealthResult } from '../../platform/health/index.ts'
import { createFormat, createTranslate, readCatalogues } from '../../platform/i18n/index.ts'
import { groupByCheck, tellCheck, tellResult } from './tell.ts'

const catalogues = await readCatalogues([new URL('../../platform/health/', import.meta.url)])
const words = { t: createTranslate('de', catalogues), format: createFormat('de') }
const good = (tenant: string): HealthResult => ({ key: 'audit.seal', tenant, state: 'ok', code: 'empty' })
const late = (tenant: string): HealthResult => ({
  key: 'audit.seal',
  tenant,
  state: 'attention',
  code: 'late',
  values: { waitedMs: 7 * 60_000 },
})

test('good districts are one line, others are named with what to do', () => {
  expect(tellCheck([good('a'), good('b')], words)).toEqual([
    '✓ gut       Siegel des Protokolls: In allen 2 Kreisen gut.',
  ])
  expect(tellCheck([good('a'), late('b')], words)).toEqual([
    '! beachten  Siegel des Protokolls (b): Ein Eintrag wartet seit 7 Minuten auf sein Siegel.',
    '            Tun: Starten Sie das Programm. Läuft es, steht die Ursache in seinem Protokoll unter „sealing the',
    '            audit failed“.',
  ])
})

test('four hundred districts do not fill the screen', () => {
  const lines = tellCheck(
    Array.from({ length: 400 }, (_, nth) => late(`kreis-${nth}`)),
    words,
  )
  expect(lines.length).toBeLessThan(40)
  expect(lines.at(-1)).toContain('und 390 weitere Kreise')
})

test('what has line breaks of its own keeps them', () => {
  const message = 'Die Rolle darf nicht.\n\n  GRANT CREATE ON DATABASE kreis TO nahtlos;'
  const lines = tellCheck([{ key: 'database.reach', state: 'broken', code: 'away', values: { message } }], words)
  expect(lines.some((line) => line.trim() === 'GRANT CREATE ON DATABASE kreis TO nahtlos;')).toBe(true)
})

test('results of one check stand together, and the worst state counts', async () => {
  async function* results() {
    yield good('a')
    yield late('b')
    yield { key: 'disk.data', state: 'ok', code: 'fine' } as const
  }
  const groups: number[] = []
  for await (const group of groupByCheck(results())) groups.push(group.length)
  expect(groups).toEqual([2, 1])
  expect(tellResult('attention', [good('a'), late('b'), late('c')], words)).toBe('! 1 Punkt ist zu beachten.')
})
