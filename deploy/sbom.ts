/**
 * Writes the bill of materials (CycloneDX 1.6, JSON) of what is installed: `node deploy/sbom.ts [--date 2026-11-23T00:00:00Z]`.
 * Made from npm's own note of what it installed, because `npm sbom` refuses where packages for development are left out, and
 * because it does not look into the packages that bring PostgreSQL and Node.js. The same release gives the same bytes.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledPrograms } from './sbom/binaries.ts'
import { type Component, type Dependency, directOf, type Lock, packagesOf } from './sbom/packages.ts'

export interface Bom {
  readonly $schema: string
  readonly bomFormat: 'CycloneDX'
  readonly specVersion: '1.6'
  readonly serialNumber: string
  readonly version: 1
  readonly metadata: { readonly timestamp: string; readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly Dependency[]
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

/** The bill of materials of a checkout with installed packages. */
export function billOfMaterials(checkout: string, timestamp: string): Bom {
  const read = (path: string) => JSON.parse(readFileSync(join(checkout, path), 'utf8'))
  const { name, version, license, dependencies, optionalDependencies } = read('package.json') as Manifest
  const { packages } = read('node_modules/.package-lock.json') as { packages: Lock }
  const found = packagesOf(packages)
  const bundled = bundledPrograms(join(checkout, 'node_modules'))
  const root: Component = {
    type: 'application',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    purl: `pkg:generic/${name}@${version}`,
    licenses: [{ license: { id: license } }],
  }
  const direct = directOf(packages, Object.keys({ ...dependencies, ...optionalDependencies }))
  const components = [...found.components, ...bundled]
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([root, timestamp, components]))}`,
    version: 1,
    metadata: { timestamp, component: root },
    components,
    dependencies: [
      { ref: root['bom-ref'], dependsOn: [...direct, ...bundled.map((one) => one['bom-ref'])] },
      ...found.dependencies,
      ...bundled.map((one) => ({
        ref: one['bom-ref'],
        dependsOn: (one.components ?? []).map((part) => part['bom-ref']),
      })),
    ],
  }
}

/** A UUID (version 8, RFC 9562) that follows from a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const date = process.argv[2] === '--date' ? process.argv[3] : undefined
  const bom = billOfMaterials(
    fileURLToPath(new URL('../', import.meta.url)),
    new Date(date ?? Date.now()).toISOString(),
  )
  process.stdout.write(`${JSON.stringify(bom, null, 1)}\n`)
}
