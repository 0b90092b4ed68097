import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asset, type Assets, buildAssets, embeddedFonts } from './assets.ts'
import { charactersIn } from './fonts.ts'
import { reportStyles } from './reportstyles.ts'

let folder: string
let assets: Assets

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nahtlos-assets-'))
  assets = await buildAssets({ cacheDir: folder })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

function get(name: string): Asset {
  const asset = assets.files.get(assets.href(name))
  if (!asset) throw new Error(name)
  return asset
}

const transferred = (name: string): number => get(name).brotli?.length ?? get(name).body.length
const css = (name = 'nahtlos.css'): string => get(name).body.toString()

describe('what a page loads', () => {
  test('leaves at least 35 kB of the 100 kB of a public page to the page itself', () => {
    const everywhere = [
      'nahtlos.css',
      'menus.js',
      'mark.svg',
      ...[400, 500, 600].map((weight) => `fira-sans-latin-${weight}.woff2`),
    ]
    expect(everywhere.reduce((sum, name) => sum + transferred(name), 0)).toBeLessThan(65_000)
  })

  test('is named by its content, typed, and compressed without loss', () => {
    for (const [path, asset] of assets.files) {
      expect(path).toMatch(/^\/assets\/[\w.-]+\.[0-9a-f]{16}\.(css|js|svg|woff2)$/)
      if (asset.brotli) expect(brotliDecompressSync(asset.brotli)).toEqual(asset.body)
      if (asset.gzip) expect(gunzipSync(asset.gzip)).toEqual(asset.body)
    }
    expect(get('nahtlos.css').contentType).toBe('text/css; charset=utf-8')
    expect(get('fira-sans-cyrillic-400.woff2').contentType).toBe('font/woff2')
  })

  test('refers to files that are there', () => {
    for (const [, path = ''] of css().matchAll(/url\("?(\/[^")]+)"?\)/g))
      expect([...assets.files.keys()]).toContain(path)
  })

  test('an asset that is not there says what is', () => {
    expect(() => assets.href('nothing.js')).toThrow(/No asset nothing\.js; there are .*nahtlos\.css/)
  })
})

describe('the styles of KERN', () => {
  test('keep the rules in use, in a layer of their own, and drop the others', () => {
    const kept = ['@layer kern{', '.kern-btn--primary', '.kern-dialog__header', '.kern-accordion'].map((text) =>
      css().includes(text),
    )
    expect(kept).toEqual([true, true, false, false])
  })

  test('keep both themes and what hangs on them', () => {
    const needed = [
      /prefers-color-scheme: ?dark/,
      /\[data-kern-theme=dark\]/,
      /--kern-color-layout-text-default-contextual:/,
    ]
    expect(needed.map((text) => text.test(css()))).toEqual([true, true, true])
  })

  test('define every property that is used without another value', () => {
    const defined = new Set([...css().matchAll(/(--[\w-]+):/g)].map((match) => match[1]))
    const bare = [...css().matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1])
    expect([...new Set(bare.filter((name) => !defined.has(name)))]).toEqual([])
  })

  test('are mirrored for right-to-left pages, ours are not', () => {
    const edge = /\.kern-form-input--error\{[^}]*border-(left|right):/
    expect(edge.exec(css())?.[1]).toBe('left')
    expect(edge.exec(css('nahtlos.rtl.css'))?.[1]).toBe('right')
    const ours = (name: string) => css(name).slice(css(name).indexOf('.nl-demo'))
    expect(ours('nahtlos.rtl.css') === ours('nahtlos.css')).toBe(true)
  })
})

describe('the second start', () => {
  test('gives the same files and loads none of the build tools', async () => {
    const before = (await readdir(folder)).sort()
    const script = `
      import { registerHooks } from 'node:module'
      const seen = []
      registerHooks({ resolve(name, context, next) { seen.push(name); return next(name, context) } })
      const { buildAssets } = await import(${JSON.stringify(new URL('./assets.ts', import.meta.url).href)})
      const assets = await buildAssets({ cacheDir: ${JSON.stringify(folder)} })
      process.stdout.write(JSON.stringify({ seen, files: [...assets.files.keys()] }))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
    const second = JSON.parse(stdout) as { seen: string[]; files: string[] }
    expect(second.files.sort()).toEqual([...assets.files.keys()].sort())
    expect(second.seen.filter((name) => /purgecss|rtlcss|subset-font|esbuild/.test(name))).toEqual([])
    expect((await readdir(folder)).sort()).toEqual(before)
  }, 30_000)

  test('two at once on an empty folder both end well and leave one result', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'nahtlos-assets-'))
    const [one, other] = await Promise.all([buildAssets({ cacheDir: empty }), buildAssets({ cacheDir: empty })])
    expect([...one.files.keys()].sort()).toEqual([...other.files.keys()].sort())
    expect((await readdir(empty)).filter((name) => name.startsWith('.'))).toEqual([])
    await rm(empty, { recursive: true })
  }, 60_000)
})

describe('a file that stands alone', () => {
  test('has styles without an address in them', async () => {
    const styles = await reportStyles()
    expect(/url\(|@import/.test(styles.replaceAll(/url\("?data:[^)]*\)/g, ''))).toBe(false)
    const defined = new Set([...styles.matchAll(/(--[\w-]+):/g)].map((match) => match[1]))
    const bare = [...styles.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1])
    expect([...new Set(bare.filter((name) => !defined.has(name)))]).toEqual([])
  })

  test('can carry the fonts of German and English', async () => {
    const rules = await embeddedFonts({ cacheDir: folder })
    expect(rules.match(/@font-face/g)).toHaveLength(3)
    expect(rules.includes('/assets/')).toBe(false)
  })
})

test('a range of characters', () => {
  expect(charactersIn('U+41-43,U+61')).toBe('ABCa')
})
