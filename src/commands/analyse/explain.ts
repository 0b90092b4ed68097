import { Invalid, type Issue } from '../../kernel/errors.ts'
import type { Translate } from '../../platform/i18n/index.ts'
import { exitCodes, Refusal } from './refusal.ts'
import { inLine } from './width.ts'

/** Issues that come from the options and not from the data. */
const ofOptions = ['log.encoding.unknown', 'log.xes.time-joined']

/** What to say and how to end for an error that is meant for people; undefined for a mistake of the program. */
export function explained(error: unknown, file: string, t: Translate): { text: string; exitCode: number } | undefined {
  if (error instanceof Refusal) {
    return { text: t(`refusal.${error.key}`, error.values), exitCode: error.exitCode }
  }
  if (!(error instanceof Invalid)) return undefined
  const isUsage = error.issues.every((issue) => ofOptions.includes(issue.code))
  return {
    text: error.issues.map((issue) => sentence(issue, file, t)).join('\n'),
    exitCode: isUsage ? exitCodes.usage : exitCodes.data,
  }
}

function sentence({ code, field, values }: Issue, file: string, t: Translate): string {
  const line = values?.['line']
  const byte = values?.['byte']
  const place = line === undefined ? '' : t(byte === undefined ? 'place.line' : 'place.byte', { line, byte })
  const shown = Object.entries(values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? inLine(value) : value,
  ])
  return `${inLine(file)}${place}: ${t(`error.${code}`, { role: field, ...Object.fromEntries(shown) })}`
}
