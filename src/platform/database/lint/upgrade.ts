import type { LintedFile, Problem } from './lint.ts'
import { type Statement, statementsOf } from './statements.ts'

/**
 * Rules that let two versions of the program work on one database while it is upgraded, and keep no page waiting for long:
 * first expand (add what the new version needs, so that the old one does not notice), later, in another release, contract.
 * See docs/operations/upgrade.md. Files that stood before the rules are exempt (exempt.ts); a later file may
 * break one where it says why: `-- upgrade-allow <rule>: <reason>` on a line of its own before the statement.
 */
type UpgradeRule =
  | 'drop'
  | 'rename'
  | 'not-null'
  | 'rewrite'
  | 'index'
  | 'unvalidated'
  | 'key'
  | 'grant'
  | 'statement-of-rows'

interface Rule {
  readonly name: UpgradeRule
  readonly pattern: RegExp
  readonly text: string
  /** Only where the table is older than the file. */
  readonly onOlder: boolean
}

const table = '(?:IF EXISTS )?(?:ONLY )?(\\w+|"[^"]+")'
const column = '(?:IF NOT EXISTS )?(?:\\w+|"[^"]+")'

const rules: readonly Rule[] = [
  {
    name: 'drop',
    pattern: new RegExp(
      `^DROP TABLE ${table}|^ALTER TABLE ${table} .*\\bDROP (?:COLUMN )?(?!CONSTRAINT\\b|DEFAULT\\b|NOT NULL\\b)`,
    ),
    text: 'a table or column is dropped one release after the program stopped using it',
    onOlder: true,
  },
  {
    name: 'rename',
    pattern: new RegExp(`^ALTER TABLE ${table} .*\\bRENAME\\b|^ALTER (?:VIEW|FUNCTION|TYPE) .*\\bRENAME\\b`),
    text: 'nothing is renamed: the old program asks for the old name; add the new one and fill both',
    onOlder: true,
  },
  {
    name: 'not-null',
    pattern: new RegExp(
      `^ALTER TABLE ${table} .*(?:\\bADD (?:COLUMN )?${column} (?:(?!\\bDEFAULT\\b|\\bGENERATED\\b|, (?:ADD|ALTER|DROP) ).)*\\bNOT NULL\\b(?!(?:(?!, (?:ADD|ALTER|DROP) ).)*\\b(?:DEFAULT|GENERATED)\\b)|\\bALTER (?:COLUMN )?(?:\\w+|"[^"]+") SET NOT NULL)`,
    ),
    text: 'NOT NULL on a table that is in use needs a DEFAULT, or a validated CHECK first: the old program does not fill it',
    onOlder: true,
  },
  {
    name: 'rewrite',
    pattern: new RegExp(
      `^ALTER TABLE ${table} .*(?:\\bALTER (?:COLUMN )?(?:\\w+|"[^"]+") (?:SET DATA )?TYPE\\b|\\bADD (?:COLUMN )?${column} [^,]*\\b(?:GENERATED ALWAYS AS \\(.*\\) STORED|(?:SMALL|BIG)?SERIAL|GENERATED .* AS IDENTITY|DEFAULT (?:GEN_RANDOM_UUID|RANDOM|CLOCK_TIMESTAMP)\\b)|\\bSET (?:LOGGED|UNLOGGED|TABLESPACE|ACCESS METHOD)\\b)|^(?:CLUSTER|VACUUM FULL)\\b`,
    ),
    text: 'this writes the whole table anew while nobody may read it: add a column, fill it in portions by a job, switch over',
    onOlder: true,
  },
  {
    name: 'index',
    pattern: /^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(?:(?!ON\b)\S+ )?ON (?:ONLY )?(\w+|"[^"]+")/,
    text: 'an index on a table that is in use keeps everybody from writing while it is built: say how large the table can be',
    onOlder: true,
  },
  {
    name: 'unvalidated',
    pattern: new RegExp(
      `^ALTER TABLE ${table} .*\\bADD CONSTRAINT (?:\\w+|"[^"]+") (?:CHECK|FOREIGN KEY)\\b(?!.*\\bNOT VALID\\b)`,
    ),
    text: 'a constraint on a table that is in use is added NOT VALID and validated in the next file: checking locks',
    onOlder: true,
  },
  {
    name: 'key',
    pattern: new RegExp(`^ALTER TABLE ${table} .*\\bADD CONSTRAINT (?:\\w+|"[^"]+") (?:UNIQUE|PRIMARY KEY|EXCLUDE)\\b`),
    text: 'a key on a table that is in use builds an index under lock: say how large the table can be',
    onOlder: true,
  },
  {
    name: 'grant',
    pattern: /^REVOKE\b(?!.*\bFROM PUBLIC\b)/,
    text: 'a right is taken away one release after the program stopped using it',
    onOlder: false,
  },
  {
    name: 'statement-of-rows',
    pattern: /^(?:UPDATE|DELETE FROM) (?:ONLY )?(\w+|"[^"]+")/,
    text: 'rows of a table that is in use are changed in portions by a job: one statement locks them all until its end',
    onOlder: true,
  },
]

/** Checks files for what would keep the program before from working, or pages waiting. */
export function lintUpgrade(files: readonly LintedFile[]): Problem[] {
  return files.flatMap(lintFile)
}

function lintFile({ path, sql }: LintedFile): Problem[] {
  const statements = statementsOf(sql)
  const made = new Set(
    statements.flatMap(({ text }) => /^CREATE TABLE (?:IF NOT EXISTS )?(\w+|"[^"]+")/.exec(text)?.[1] ?? []),
  )
  const validated = statements.some(({ text }) => /\bVALIDATE CONSTRAINT\b/.test(text))
  const problems = statements.flatMap((statement) =>
    rules
      .filter(({ name, pattern, onOlder }) => {
        const match = pattern.exec(statement.text)
        if (!match || isAllowed(sql, statement, name)) return false
        return !onOlder || !made.has(match.slice(1).find(Boolean) ?? '')
      })
      .map(({ text }) => ({ path, line: statement.line, rule: text })),
  )
  if (validated && /\bNOT VALID\b/i.test(statements.map(({ text }) => text).join(';')))
    problems.push({
      path,
      line: statements.find(({ text }) => /\bVALIDATE CONSTRAINT\b/.test(text))?.line ?? 1,
      rule: 'NOT VALID and VALIDATE stand in two files: in one transaction the lock of the first lasts through the second',
    })
  return problems
}

/** The lines of comment that stand right before a statement may say why it may break a rule. */
function isAllowed(sql: string, { line }: Statement, rule: UpgradeRule): boolean {
  const lines = sql.split('\n')
  for (let before = line - 2; before >= 0 && /^\s*--/.test(lines[before] ?? ''); before--)
    if (new RegExp(`^\\s*-- upgrade-allow ${rule}: \\S.{9,}`).test(lines[before] ?? '')) return true
  return false
}
