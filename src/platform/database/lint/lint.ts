import { type Statement, statementsOf } from './statements.ts'

/** A migration as the lint sees it. */
export interface LintedFile {
  readonly path: string
  readonly sql: string
  readonly scope: 'shared' | 'tenant'
  readonly role: 'owner' | 'publish'
}

export interface Problem {
  readonly path: string
  readonly line: number
  readonly rule: string
}

type Rule = readonly [pattern: RegExp, rule: string]

/**
 * What breaks on a Citus cluster with a schema for each tenant, or breaks it silently, and what would open row-level security. The
 * first group is from trying it on Citus; see docs/decisions/citus-lint.md.
 */
const forbidden: readonly Rule[] = [
  [
    /^CREATE (OR REPLACE )?(CONSTRAINT )?(EVENT )?TRIGGER\b/,
    'no triggers: state rules are CHECKs, the rest is written by actions',
  ],
  [/^CREATE (OR REPLACE )?RULE\b/, 'no rules: they are triggers by another name'],
  [/\bREFERENCES (\w+|"[^"]+")\s?\./, 'no foreign key into another schema: tenants may lie on different nodes'],
  [/\bMERGE INTO\b/, 'no MERGE: write INSERT … ON CONFLICT'],
  [
    /\bADD (COLUMN )?(IF NOT EXISTS )?(?!CONSTRAINT\b)(\w+|"[^"]+") [^,]*\b(UNIQUE|PRIMARY KEY|REFERENCES)\b/,
    'no ADD COLUMN with a key in one step: add the column, then the constraint',
  ],
  [/\bPG_(TRY_)?ADVISORY_/, 'no advisory locks: they do not reach other nodes; lock a row'],
  [/\bSET_CONFIG\s?\(/, 'no set_config(): it does not reach other nodes; SET LOCAL does'],
  [/^CREATE (TEMP|TEMPORARY|UNLOGGED) /, 'no temporary or unlogged tables'],
  [
    /^CREATE TABLE .* AS (SELECT|WITH|TABLE)\b|\bSELECT .* INTO (TABLE )?\w+ FROM\b/,
    'no table made by a query: it would have no constraints',
  ],
  [
    /^(CREATE|ALTER|DROP) (SCHEMA|ROLE|USER|DATABASE|EXTENSION|SYSTEM)\b/,
    'schemas, roles and extensions are not made by migrations',
  ],
  [/\b(NO FORCE|DISABLE) ROW LEVEL SECURITY\b|\bBYPASSRLS\b/, 'row-level security is not switched off'],
  [
    /^SET (SESSION |LOCAL )?(ROLE|SESSION AUTHORIZATION|SEARCH_PATH)\b/,
    'the role and the schema of a migration are given',
  ],
  [/^(BEGIN|COMMIT|ROLLBACK|START TRANSACTION|END)\b/, 'each file is one transaction already'],
  [
    /^(CREATE|ALTER|DROP) TABLE (IF (NOT )?EXISTS )?(\w+|"[^"]+")\s?\./,
    'no schema before a name: the same file runs in every tenant',
  ],
  [/\bCREATE (UNIQUE )?INDEX CONCURRENTLY\b/, 'no CONCURRENTLY inside a transaction'],
]

const published =
  /^(CREATE (OR REPLACE )?VIEW|DROP VIEW|ALTER VIEW|COMMENT ON (VIEW|COLUMN)|GRANT (SELECT|USAGE)|REVOKE)\b/

/** Checks files one by one, and each table across all of them (its comment and its policies may stand in a later file). */
export function lintMigrations(files: readonly LintedFile[]): Problem[] {
  const parsed = files.map((file) => ({ file, statements: statementsOf(file.sql) }))
  const all = parsed.flatMap(({ file, statements }) => statements.map((statement) => ({ file, statement })))
  const problems: Problem[] = []
  for (const { file, statement } of all) {
    const add = (rule: string) => problems.push({ path: file.path, line: statement.line, rule })
    for (const [pattern, rule] of forbidden)
      if ([statement.text, ...statement.bodies].some((text) => pattern.test(text))) add(rule)
    if (
      statement.text.startsWith('DO') &&
      statement.bodies.some((body) => /\bCREATE (\w+ )?TABLE\b|\bEXECUTE\b/.test(body))
    )
      add('no table made inside DO: it silently stays on one node')
    if (file.role === 'publish' && !published.test(statement.text))
      add('a .publish.sql only makes views and grants them')
    if (/\bSECURITY DEFINER\b/.test(statement.text) && !/\bSET SEARCH_PATH\b|\bBEGIN ATOMIC\b/.test(statement.text))
      add('SECURITY DEFINER needs SET search_path, or a body BEGIN ATOMIC that is bound when it is made')
    for (const rule of unnamedConstraints(statement)) add(rule)
  }
  for (const table of tablesIn(all)) problems.push(...lintTable(table, all))
  return problems
}

interface Table {
  readonly name: string
  readonly file: LintedFile
  readonly line: number
}

type Numbered = { readonly file: LintedFile; readonly statement: Statement }

function tablesIn(all: readonly Numbered[]): Table[] {
  return all.flatMap(({ file, statement }) => {
    const made = /^CREATE TABLE (?:IF NOT EXISTS )?(\w+|"[^"]+")/.exec(statement.text)
    const partition = /^CREATE TABLE \S+ PARTITION OF\b/.test(statement.text)
    return made && !partition ? [{ name: made[1] as string, file, line: statement.line }] : []
  })
}

function lintTable({ name, file, line }: Table, all: readonly Numbered[]): Problem[] {
  const about = all.filter((other) => other.file.scope === file.scope).map((other) => other.statement.text)
  const has = (pattern: string) => about.some((text) => new RegExp(pattern).test(text))
  const gone = has(`^DROP TABLE (IF EXISTS )?${name}\\b`)
  const missing = gone
    ? []
    : [
        ...(has(`^COMMENT ON TABLE ${name} IS`) ? [] : [`${name.toLowerCase()} has no COMMENT ON TABLE`]),
        ...(file.scope === 'shared' || secured(name, about)
          ? []
          : [`${name.toLowerCase()} lacks ENABLE and FORCE ROW LEVEL SECURITY`]),
        ...(file.scope === 'shared' || has(`^CREATE POLICY (\\w+|"[^"]+") ON ${name}\\b`)
          ? []
          : [`${name.toLowerCase()} has no policy, so nobody may use it`]),
      ]
  return missing.map((rule) => ({ path: file.path, line, rule }))
}

function secured(name: string, about: readonly string[]): boolean {
  const altering = about.filter((text) => new RegExp(`^ALTER TABLE (ONLY )?${name}\\b`).test(text)).join(' ')
  return /\bENABLE ROW LEVEL SECURITY\b/.test(altering) && /\bFORCE ROW LEVEL SECURITY\b/.test(altering)
}

/** A constraint without a name gets one from PostgreSQL, and no later migration or message can rely on it. */
function unnamedConstraints({ text }: Statement): string[] {
  if (!/^(CREATE|ALTER) TABLE\b/.test(text)) return []
  // FOR UPDATE and the like do not occur here; USING and expressions hold no such words outside of texts and names.
  const kinds = /(CONSTRAINT (?:\w+|"[^"]+") )?\b(PRIMARY KEY|UNIQUE|REFERENCES|CHECK|EXCLUDE|FOREIGN KEY)\b/g
  const found = [...text.matchAll(kinds)].filter(([, named, kind], index, all) => {
    if (named) return false
    // The REFERENCES of a named FOREIGN KEY belongs to it.
    return !(kind === 'REFERENCES' && /FOREIGN KEY$/.test(all[index - 1]?.[0] ?? ''))
  })
  return found.length > 0 ? [`a constraint without a name: ${found.map(([, , kind]) => kind).join(', ')}`] : []
}
