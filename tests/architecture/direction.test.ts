import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Cruised, readImports } from './cruise.ts'
import { drawHouse } from './draw.ts'

const root = new URL('../..', import.meta.url).pathname

describe('the house as it stands', () => {
  let house: Cruised
  beforeAll(async () => {
    house = await readImports(root, ['src', 'demo'])
  })

  test('every file on the disk was seen', () => {
    const onDisk = globSync(['src/**/*.{ts,tsx}', 'demo/**/*.{ts,tsx}'], { cwd: root }).sort()
    expect(house.files.filter((file) => /\.tsx?$/.test(file))).toEqual(onDisk)
    expect(house.arrows.length).toBeGreaterThan(onDisk.length / 2)
  })

  test('keeps its directions', () => {
    expect(house.violations).toEqual([])
  })

  test('the map in docs/ is the one drawn from the code (renew it with `npm test -- tests/architecture -u`)', async () => {
    await expect(drawHouse(house)).toMatchFileSnapshot('../../docs/house.svg')
  })
})

describe('planted violations are seen', () => {
  const planted: string[] = []
  afterEach(() => {
    for (const folder of planted.splice(0)) rmSync(folder, { recursive: true })
  })

  async function violationsOf(files: Record<string, string>): Promise<readonly string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'nahtlos-house-'))
    planted.push(folder)
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    return (await readImports(folder, ['src'])).violations
  }

  test.each([
    [
      'a room of the structure reads a room of the people',
      'structure-sees-no-people',
      'src/rooms/measures/queries.ts',
      'src/rooms/cases/index.ts',
    ],
    [
      'a room reaches past a door',
      'through-the-door-of-another-room',
      'src/rooms/journeys/queries.ts',
      'src/rooms/network/queries.ts',
    ],
    ['the app reaches past a door', 'through-the-door', 'src/app.ts', 'src/rooms/network/queries.ts'],
    [
      'two rooms on one step see each other',
      'sideways-from-rooms-cases',
      'src/rooms/cases/index.ts',
      'src/rooms/schooling/index.ts',
    ],
    ['the platform imports a room', 'upward-from-platform', 'src/platform/http/index.ts', 'src/rooms/network/index.ts'],
    [
      'network imports insight',
      'upward-from-rooms-network',
      'src/rooms/network/index.ts',
      'src/rooms/insight/index.ts',
    ],
    ['the engine imports the platform', 'upward-from-engine', 'src/engine/log.ts', 'src/platform/config/index.ts'],
  ])('%s', async (_what, rule, from, to) => {
    const path = `${'../'.repeat(from.split('/').length - 1)}${to}`
    const violations = await violationsOf({
      [from]: `import { x } from '${path}'\nexport const y = x\n`,
      [to]: 'export const x = 1\n',
    })
    expect(violations).toContain(`${rule}: ${from} → ${to}`)
  })

  test('a type-only import counts', async () => {
    const violations = await violationsOf({
      'src/rooms/council/index.ts': "import type { X } from '../people/index.ts'\nexport type Y = X\n",
      'src/rooms/people/index.ts': 'export type X = 1\n',
    })
    expect(violations).toContain('structure-sees-no-people: src/rooms/council/index.ts → src/rooms/people/index.ts')
  })

  test('the engine uses a package', async () => {
    const violations = await violationsOf({ 'src/engine/log.ts': "import fs from 'node:fs'\nexport const y = fs\n" })
    expect(violations.some((violation) => violation.startsWith('engine-has-no-dependency'))).toBe(true)
  })

  test('a circle', async () => {
    const violations = await violationsOf({
      'src/kernel/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
      'src/kernel/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
    })
    expect(violations.some((violation) => violation.startsWith('no-circle'))).toBe(true)
  })
})
