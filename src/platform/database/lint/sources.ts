import type { Problem } from './lint.ts'

/**
 * What must not stand in queries either, in TypeScript, with the word that names the rule. Comments may speak of it. Where one
 * is right all the same, the line before says so: `// lint-allow advisory: why`.
 */
const forbidden: readonly (readonly [RegExp, string, name: string])[] = [
  [
    /\bset_config\s*\(/i,
    'no set_config(): it does not reach the other nodes of a Citus cluster; inTenant sets the context',
    'set_config',
  ],
  [
    /\bpg_(try_)?advisory_/i,
    'no advisory locks: they do not reach the other nodes of a Citus cluster; lock a row',
    'advisory',
  ],
  [/\bMERGE\s+INTO\b|\.mergeInto\(/i, 'no MERGE: write INSERT … ON CONFLICT', 'merge'],
]

/** Checks the queries in one file of the program. */
export function lintQueries(path: string, text: string): Problem[] {
  // Comments blanked, with their line ends kept so that numbers stay right. An address (https://) is no comment.
  const code = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:])\/\/[^\n]*/g, '$1')
  const lines = text.split('\n')
  return code
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter(([pattern, , name]) => pattern.test(line) && !isAllowed(lines[index - 1], name))
        .map(([, rule]) => ({ path, line: index + 1, rule })),
    )
}

const isAllowed = (before: string | undefined, name: string) =>
  new RegExp(`^\\s*// lint-allow ${name}: \\S`).test(before ?? '')
