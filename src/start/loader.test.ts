/** The loader in a Node.js of its own, in a checkout made for the purpose: what it compiles, keeps and survives. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const start = fileURLToPath(new URL('.', import.meta.url))
let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'loader-'))
  mkdirSync(join(checkout, 'src'))
  cpSync(start, join(checkout, 'src/start'), { recursive: true })
  symlinkSync(join(start, '../../node_modules'), join(checkout, 'node_modules'))
  writeFileSync(join(checkout, 'package.json'), '{ "type": "module" }')
})
afterEach(() => rmSync(checkout, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(checkout, 'src', name), text)
const cache = () => join(checkout, '.cache/tsx')

function run(env: Record<string, string> = {}): { out: string; error: string } {
  const options = ['--import', join(checkout, 'src/start/loader.mjs'), join(checkout, 'src/main.ts')]
  const ran = spawnSync(process.execPath, options, { encoding: 'utf8', env: { PATH: '', HOME: checkout, ...env } })
  return { out: ran.stdout.trim(), error: ran.stderr }
}

const main = `import { renderToStaticMarkup } from 'react-dom/server'
import { greeting } from './page.tsx'
console.log(renderToStaticMarkup(greeting('<Welt>' satisfies string)))`
const page = `import type { ReactNode } from 'react'
export const greeting = (name: string): ReactNode => <p lang="de">Hallo {name}</p>`

test('pages are compiled once and kept', () => {
  write('main.ts', main)
  write('page.tsx', page)
  for (let i = 0; i < 2; i++) expect(run()).toEqual({ out: '<p lang="de">Hallo &lt;Welt&gt;</p>', error: '' })
  expect(readdirSync(cache())).toHaveLength(1)
})

test('a change is seen, and what was kept before is not used', () => {
  write('main.ts', main)
  write('page.tsx', page)
  run()
  write('page.tsx', page.replace('Hallo', 'Moin'))
  expect(run().out).toContain('Moin')
  expect(readdirSync(cache())).toHaveLength(2)
})

test('what was kept is used: the compiler is not even loaded', () => {
  write('main.ts', main)
  write('page.tsx', page)
  run()
  const [file] = readdirSync(cache())
  writeFileSync(join(cache(), file as string), 'export const greeting = () => "aus dem Vorrat"')
  expect(run().out).toBe('aus dem Vorrat')
})

test('a cache that cannot be used is no hindrance', () => {
  write('main.ts', main)
  write('page.tsx', page)
  // A file where the folder should be, here and below the home.
  writeFileSync(join(checkout, '.cache'), '')
  expect(run({ HOME: join(checkout, '.cache') })).toEqual({ out: '<p lang="de">Hallo &lt;Welt&gt;</p>', error: '' })
})

test('a cache that was named is used, and must be usable', () => {
  write('main.ts', main)
  write('page.tsx', page)
  run({ NAHTLOS_CACHE: join(checkout, 'kept') })
  expect(readdirSync(join(checkout, 'kept/tsx'))).toHaveLength(1)
  expect(existsSync(cache())).toBe(false)
  writeFileSync(join(checkout, 'file'), '')
  expect(run({ NAHTLOS_CACHE: join(checkout, 'file') }).error).toContain(
    'This user cannot write to the folder NAHTLOS_CACHE',
  )
})

test('a stack trace names the line of the source', () => {
  write('main.ts', "import { greeting } from './page.tsx'\ngreeting('x')")
  write('page.tsx', `${page}\n\ninterface Gone { readonly a: 1 }\nexport const x = <i/>\n\nthrow new Error('hier')`)
  expect(run().error).toMatch(/page\.tsx:7:7/)
  expect(run().error).toMatch(/page\.tsx:7:7/)
})

test('a mistake in a page is named by file and line', () => {
  write('main.ts', main)
  write('page.tsx', 'export const greeting = () => <p>')
  expect(run().error).toMatch(/src\/page\.tsx:1:\d+: ERROR/)
})
