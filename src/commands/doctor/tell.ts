import { type HealthResult, type HealthState, wordsOf, worstOf } from '../../platform/health/index.ts'
import type { Format, Translate } from '../../platform/i18n/index.ts'

export interface Words {
  readonly t: Translate
  readonly format: Format
}

/** Puts the results of one check about several tenants together; they come one after the other. */
export async function* groupByCheck(results: AsyncIterable<HealthResult>): AsyncGenerator<readonly HealthResult[]> {
  let group: HealthResult[] = []
  for await (const result of results) {
    if (group[0] && group[0].key !== result.key) {
      yield group
      group = []
    }
    group.push(result)
  }
  if (group.length > 0) yield group
}

const marks: Readonly<Record<HealthState, string>> = { ok: '✓', attention: '!', broken: '✗' }
/** Tenants with a finding that are named one by one; the rest is counted. */
const mostTenants = 10

/** The lines about one check. Where it is about tenants, only those with something to do are told one by one. */
export function tellCheck(group: readonly HealthResult[], words: Words): string[] {
  const { t } = words
  const [first] = group
  if (!first) return []
  const wanting = group.filter(({ state }) => state !== 'ok')
  if (first.tenant !== undefined && wanting.length === 0 && group.length > 1) {
    return line({ ...first, found: t('health.doctor.all-tenants', { n: group.length }) })
  }
  const told = wanting.length > 0 ? wanting : group
  const lines = told.slice(0, mostTenants).flatMap((result) => line({ ...result, found: undefined }))
  if (told.length > mostTenants)
    lines.push(`${' '.repeat(indent)}${t('health.doctor.more', { n: told.length - mostTenants })}`)
  return lines

  function line({ found: instead, ...result }: HealthResult & { found: string | undefined }): string[] {
    const { title, found, todo } = wordsOf(result, t, words.format)
    const state = `${marks[result.state]} ${t(`health.state.${result.state}`)}`.padEnd(indent)
    const about = result.tenant !== undefined && instead === undefined ? `${title} (${result.tenant})` : title
    const rest = ' '.repeat(indent)
    return [
      ...wrapped(`${state}${about}: ${instead ?? found}`, rest),
      ...(todo ? wrapped(`${rest}${t('health.doctor.todo', { todo })}`, rest) : []),
    ]
  }
}

/** The last line: how it stands as a whole. */
export function tellResult(state: HealthState, results: readonly HealthResult[], { t }: Words): string {
  const checks = Map.groupBy(results, ({ key }) => key)
  const n = [...checks.values()].filter((group) => worstOf(group.map((result) => result.state)) === state).length
  return `${marks[state]} ${t(`health.doctor.result.${state}`, { n })}`
}

const indent = 12
const width = 110

/** Breaks a line between words, later lines further in. What has line breaks of its own, such as SQL to copy, keeps them. */
function wrapped(text: string, rest: string): string[] {
  return text.split('\n').flatMap((piece, index) => {
    const lines: string[] = []
    let line = index === 0 ? '' : rest
    for (const word of piece.split(/(?<=\S)(?= )/)) {
      if (line.trim() !== '' && line.length + word.length > width) {
        lines.push(line)
        line = rest + word.trimStart()
      } else line += word
    }
    return [...lines, line]
  })
}
