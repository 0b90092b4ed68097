import { createHash } from 'node:crypto'

/** What npm notes of one installed package, in `package-lock.json` and in `node_modules/.package-lock.json`. */
export interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** By path, such as `node_modules/a/node_modules/b`. */
export type Lock = Readonly<Record<string, LockedPackage>>

/** A component of CycloneDX 1.6, as far as we fill it. */
export interface Component {
  readonly type: 'library' | 'application'
  readonly 'bom-ref': string
  readonly name: string
  readonly version?: string
  readonly purl?: string
  readonly cpe?: string
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[]
  readonly licenses?: readonly ({ readonly license: { readonly id: string } } | { readonly expression: string })[]
  readonly components?: readonly Component[]
}

export interface Dependency {
  readonly ref: string
  readonly dependsOn: readonly string[]
}

/** The packages of a lock that run in production, each once for each place where it lies. */
export function packagesOf(lock: Lock): { components: Component[]; dependencies: Dependency[] } {
  const paths = Object.keys(lock).filter((path) => path.startsWith('node_modules/') && !lock[path]?.dev)
  const here = new Set(paths)
  return {
    components: paths.map((path) => componentOf(path, lock[path]!)),
    dependencies: paths.map((path) => ({ ref: refOf(path, lock[path]!), dependsOn: refsOf(lock, here, path) })),
  }
}

/** What the program itself names, by reference. */
export function directOf(lock: Lock, names: readonly string[]): string[] {
  return names
    .filter((name) => lock[`node_modules/${name}`])
    .map((name) => refOf(`node_modules/${name}`, lock[`node_modules/${name}`]!))
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The same package may lie in two places in one version; a reference names one of them. */
function refOf(path: string, { version }: LockedPackage): string {
  const nested = path.indexOf('/node_modules/') > 0
  return `${purlOf(nameOf(path), version)}${nested ? `#${createHash('sha256').update(path).digest('hex').slice(0, 8)}` : ''}`
}

function purlOf(name: string, version: string | undefined): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function componentOf(path: string, found: LockedPackage): Component {
  const name = nameOf(path)
  return {
    type: 'library',
    'bom-ref': refOf(path, found),
    name,
    ...(found.version !== undefined && { version: found.version }),
    purl: purlOf(name, found.version),
    ...(found.integrity?.startsWith('sha512-') && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(found.integrity.slice(7), 'base64').toString('hex') }],
    }),
    ...(found.license && { licenses: [licenceOf(found.license)] }),
  }
}

function licenceOf(text: string): { license: { id: string } } | { expression: string } {
  return /^[A-Za-z0-9.+-]+$/.test(text) ? { license: { id: text } } : { expression: text }
}

/** As Node.js looks for it: in the package's own folder, then in each one above. Optional ones may be absent. */
function refsOf(lock: Lock, here: ReadonlySet<string>, path: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = lock[path]!
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
  const refs = names.flatMap((name) => {
    for (let above = path; ; above = above.slice(0, above.lastIndexOf('/node_modules/'))) {
      const candidate = `${above}/node_modules/${name}`
      if (here.has(candidate)) return [refOf(candidate, lock[candidate]!)]
      if (!above.includes('/node_modules/')) break
    }
    const top = `node_modules/${name}`
    return here.has(top) ? [refOf(top, lock[top]!)] : []
  })
  return [...new Set(refs)].sort()
}
