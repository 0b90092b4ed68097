import type { Problem } from './lint.ts'

/** What must not stand in queries either, in TypeScript. Comments may speak of it. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [
    /\bset_config\s*\(/i,
    'no set_config(): it does not reach the other nodes of a Citus cluster; inTenant sets the context',
  ],
  [/\bpg_(try_)?advisory_/i, 'no advisory locks: they do not reach the other nodes of a Citus cluster; lock a row'],
  [/\bMERGE\s+INTO\b|\.mergeInto\(/i, 'no MERGE: write INSERT … ON CONFLICT'],
]

/** Checks the queries in one file of the program. */
export function lintQueries(path: string, text: string): Problem[] {
  // Comments blanked, with their line ends kept so that numbers stay right. An address (https://) is no comment.
  const code = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:])\/\/[^\n]*/g, '$1')
  return code
    .split('\n')
    .flatMap((line, index) =>
      forbidden.filter(([pattern]) => pattern.test(line)).map(([, rule]) => ({ path, line: index + 1, rule })),
    )
}
