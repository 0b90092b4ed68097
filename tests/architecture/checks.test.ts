/** The checks that are programs of their own, so that one command, `npm test`, is the whole truth. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const inModules = (path: string) => join(root, 'node_modules', path)

async function run(program: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [inModules(program), ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, said }
}

const clean = { code: 0, said: '' }

test('the types agree', async () => {
  expect(await run('typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false')).toEqual(clean)
  expect(await run('typescript/bin/tsc', '-p', 'src/islands', '--pretty', 'false')).toEqual(clean)
}, 300_000)

test('the linter has nothing to say', async () => {
  const { code, said } = await run('@biomejs/biome/bin/biome', 'ci', '--colors=off', '--diagnostic-level=warn', '.')
  expect(said).toMatch(/Checked \d{2,} files/)
  expect({ code, said: code === 0 ? '' : said }).toEqual(clean)
})

test('no file, export or package is unused', async () => {
  expect(await run('knip/bin/knip.js', '--no-progress', '--no-config-hints')).toEqual(clean)
})
