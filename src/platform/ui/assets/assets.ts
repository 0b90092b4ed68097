import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { markFile } from '../frame/markfile.ts'
import { cached, type Files, hashOf } from './cache.ts'
import { fontInputs, makeFonts } from './fonts.ts'
import { makeIslands, readIslands } from './islands.ts'
import { makeStylesheets, readKern, readStyles, readWords, wordPattern } from './stylesheet.ts'

export interface Asset {
  readonly body: Buffer
  /** Compressed once, at build time. Absent for files that are compressed in themselves. */
  readonly brotli?: Buffer
  readonly gzip?: Buffer
  readonly contentType: string
}

export interface Assets {
  /** The address of an asset by its plain name: `nahtlos.css` → `/assets/nahtlos.1f3c….css`. Throws when there is none. */
  href(name: string): string
  /** By path. The name carries the hash of the content, so browsers may keep a file for ever. */
  readonly files: ReadonlyMap<string, Asset>
}

const base = '/assets/'
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Raise when a build step changes what it makes from the same inputs. */
const recipe = '2'

/**
 * Stylesheets, fonts and islands, ready to be served. The first call builds them into `cacheDir`; later calls only read,
 * and load none of the build tools. Each step is kept by its own inputs: a changed page does not rebuild the fonts.
 */
export async function buildAssets({ cacheDir }: { cacheDir: string }): Promise<Assets> {
  const [kernStyles, ownStyles, words, islands] = await Promise.all([
    readKern(),
    readStyles(),
    readWords(),
    readIslands(),
  ])
  const kernVersion = hashOf(kernStyles)
  const styled = new Set(`${kernStyles} ${ownStyles}`.match(wordPattern))
  const classes = words.filter((word) => styled.has(word))

  const fonts = await keptFonts(cacheDir, kernVersion)
  const fontRules = fonts.get('fonts.css')?.toString() ?? ''
  const styles = await cached(
    cacheDir,
    'styles',
    [recipe, kernVersion, ownStyles, fontRules, classes.join(' ')],
    async () => {
      const { ltr, rtl } = await makeStylesheets(kernStyles, ownStyles, fontRules, classes)
      return withCompressed([hashed('nahtlos.css', ltr), hashed('nahtlos.rtl.css', rtl)])
    },
  )
  const modules = await cached(cacheDir, 'islands', [recipe, ...islands.flat()], async () => {
    const made = await makeIslands(islands.map(([name]) => name))
    return withCompressed([...made].map(([name, body]) => hashed(name, body)))
  })
  const mark = new Map([hashed('mark.svg', markFile)])
  return collect([fonts, styles, modules, mark])
}

function keptFonts(cacheDir: string, kernVersion: string): Promise<Files> {
  return cached(cacheDir, 'fonts', [recipe, kernVersion, fontInputs, base], () => makeFonts((name) => base + name))
}

/** Rules with the fonts inside, for a file that stands alone: German and English letters in the three weights, about 50 kB. */
export async function embeddedFonts({ cacheDir }: { cacheDir: string }): Promise<string> {
  const fonts = await keptFonts(cacheDir, hashOf(await readKern()))
  const rules = fonts.get('fonts.css')?.toString().split('\n') ?? []
  return rules
    .filter((rule) => rule.includes('fira-sans-latin-'))
    .map((rule) =>
      rule.replace(
        /url\("\/assets\/([^"]+)"\)/,
        (_, name: string) => `url("data:font/woff2;base64,${fonts.get(name)?.toString('base64')}")`,
      ),
    )
    .join('')
}

function hashed(name: string, content: string | Buffer): readonly [string, Buffer] {
  const body = Buffer.from(content)
  const dot = name.lastIndexOf('.')
  return [`${name.slice(0, dot)}.${hashOf(body)}${name.slice(dot)}`, body]
}

async function withCompressed(files: readonly (readonly [string, Buffer])[]): Promise<Files> {
  const all: Files = new Map(files)
  for (const [name, body] of files) {
    all.set(`${name}.br`, await compressBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }))
    all.set(`${name}.gz`, await compressGzip(body, { level: 9 }))
  }
  return all
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

function collect(steps: readonly Files[]): Assets {
  const files = new Map<string, Asset>()
  const addresses = new Map<string, string>()
  for (const step of steps) {
    for (const [name, body] of step) {
      const hash = /\.[0-9a-f]{16}(?=\.\w+$)/
      const contentType = types[name.slice(name.lastIndexOf('.') + 1)]
      if (!hash.test(name) || !contentType) continue
      files.set(base + name, { body, brotli: step.get(`${name}.br`), gzip: step.get(`${name}.gz`), contentType })
      addresses.set(name.replace(hash, ''), base + name)
    }
  }
  return {
    files,
    href(name) {
      const path = addresses.get(name)
      if (!path) throw new Error(`No asset ${name}; there are ${[...addresses.keys()].join(', ')}`)
      return path
    },
  }
}
