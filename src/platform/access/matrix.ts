import { rolesWith, touchesPeople } from './rights.ts'
import type { RoleKey } from './roles.ts'

/** Whatever declares rights and serves routes: a part of the platform, a room. */
export interface Declaring {
  readonly key: string
  readonly rights: Readonly<Record<string, readonly RoleKey[]>>
  readonly routes: readonly { readonly kind: string; readonly path: string; readonly right: string | null }[]
}

/** One right as the matrix shows it. */
export interface MatrixRow {
  readonly right: string
  readonly roles: readonly RoleKey[]
  /** Opens data of people. */
  readonly people: boolean
  /** The addresses that it opens, each with whether something can be sent there. */
  readonly routes: readonly MatrixRoute[]
}

export interface MatrixRoute {
  readonly path: string
  readonly sends: boolean
}

export interface MatrixSection {
  readonly key: string
  readonly rows: readonly MatrixRow[]
}

/** Parts of the platform that belong together for who reads the matrix; every room has a section of its own. */
const groups: Readonly<Record<string, string>> = {
  identity: 'accounts',
  standing: 'accounts',
  factors: 'accounts',
  directory: 'accounts',
  rights: 'accounts',
  api: 'accounts',
  audit: 'protection',
  retention: 'protection',
  imprint: 'protection',
  codelists: 'operation',
  mail: 'operation',
  health: 'operation',
  backup: 'operation',
  administration: 'operation',
  search: 'everyday',
  inbox: 'everyday',
  exports: 'everyday',
  drafts: 'everyday',
}

/**
 * Which role holds which right, and what that opens, section by section. A right that several serve stands with the first
 * of them. Sections without a right are left out.
 */
export function matrixOf(declaring: readonly Declaring[]): readonly MatrixSection[] {
  const all = declaring.flatMap(({ routes }) => routes)
  const sections = new Map<string, MatrixRow[]>()
  const shown = new Set<string>()
  for (const { key, rights, routes } of declaring) {
    const named = [...Object.keys(rights), ...routes.flatMap(({ right }) => right ?? [])]
    const own = [...new Set(named)].filter((right) => !shown.has(right))
    for (const right of own) shown.add(right)
    const rows = own.map((right) => ({
      right,
      roles: [...rolesWith(right)],
      people: touchesPeople(right),
      routes: all.filter((route) => route.right === right).map(asListed),
    }))
    const section = groups[key] ?? key
    if (rows.length > 0) sections.set(section, [...(sections.get(section) ?? []), ...rows])
  }
  return [...sections].map(([key, rows]) => ({ key, rows }))
}

/** What is open without a role: before sign-in, and for everybody. */
export function openRoutesOf(declaring: readonly Declaring[]): readonly MatrixRoute[] {
  return declaring.flatMap(({ routes }) => routes.filter(({ right }) => right === null).map(asListed))
}

/** The rows of a role, or all; sections that become empty are left out. */
export function forRole(sections: readonly MatrixSection[], role: RoleKey | undefined): readonly MatrixSection[] {
  if (!role) return sections
  return sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ roles }) => roles.includes(role)) }))
    .filter(({ rows }) => rows.length > 0)
}

function asListed({ kind, path }: Declaring['routes'][number]): MatrixRoute {
  return {
    path: kind.startsWith('public') ? `/:language${path === '/' ? '' : path}` : path,
    sends: kind.endsWith('form') || kind === 'open-call',
  }
}
