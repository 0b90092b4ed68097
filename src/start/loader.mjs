// Loaded before the program (node --import). Node 24 runs TypeScript by itself; only .tsx has to be compiled.

import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, homeOfUser } from './places.mjs'

const require = createRequire(import.meta.url)
// A user id without an account, as containers have them, has no home, and packages that ask for one end the program.
if (homeOfUser() === undefined) process.env.HOME = '/nonexistent'
const cache = cacheFolder()
if (cache) module.enableCompileCache(join(cache, 'compiled'))
// Lines of .tsx files in stack traces are those of the source.
module.setSourceMapsSupport(true, { nodeModules: false, generatedCode: false })

// A part of every key: another compiler may compile otherwise.
const { version } = require('esbuild/package.json')
const folder = cache && join(cache, 'tsx')

module.registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return next(url, context)
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true }
  },
})

function compiled(path) {
  const source = readFileSync(path, 'utf8')
  if (!folder) return compile(path, source)
  const key = createHash('sha256').update(`${version}\0${path}\0${source}`).digest('hex').slice(0, 32)
  const file = join(folder, `${key}.mjs`)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error
  }
  const result = compile(path, source)
  keep(file, result)
  return result
}

/** esbuild is loaded only here, when something has changed. The package's own binary is found without its install script. */
function compile(path, source) {
  const { transformSync } = require('esbuild')
  return transformSync(source, {
    loader: 'tsx',
    jsx: 'automatic',
    format: 'esm',
    target: 'node24',
    sourcefile: path,
    sourcemap: 'inline',
    sourcesContent: false,
  }).code
}

/** Written beside and moved into place: another start never reads half a file. A cache that cannot be written is none. */
function keep(file, text) {
  try {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOENT'].includes(error.code)) throw error
  }
}

// In a child of bootstrap.mjs: when that is killed, end as if told to.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
