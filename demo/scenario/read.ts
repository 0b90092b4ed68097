/** Reads a scenario file. Every problem is named with its path in the file and what to do about it. */
import type { z } from 'zod'
import type { Scenario } from './fields.ts'
import { type JsonSchema, scenarioJsonSchema } from './publish.ts'
import { ScenarioSchema } from './scenario.ts'

type Path = readonly PropertyKey[]
type ZodIssue = z.core.$ZodIssue

/** The file cannot be played. `problems` are whole sentences, each beginning with the place. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
  readonly problems: readonly string[]
  constructor(file: string, problems: readonly string[]) {
    const shown = problems.slice(0, 20).map((problem) => `  ${problem}`)
    if (problems.length > 20) shown.push(`  and ${problems.length - 20} more`)
    super(`${file} is not a scenario that can be played:\n${shown.join('\n')}`)
    this.problems = problems
  }
}

/** Throws ScenarioError with all problems of the file, not only the first. */
export function readScenario(text: string, file: string): Scenario {
  return parseScenario(parseJson(text.replace(/^\uFEFF/, ''), file), file)
}

export function parseScenario(value: unknown, file = 'the scenario'): Scenario {
  const parsed = ScenarioSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const schema = scenarioJsonSchema()
  throw new ScenarioError(
    file,
    parsed.error.issues.flatMap((issue) => sentences(issue, value, schema)),
  )
}

function parseJson(text: string, file: string): unknown {
  if (text.trim() === '')
    throw new ScenarioError(file, ['the file is empty; docs/scenario.md begins with a small example'])
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError(file, [
      `not JSON: ${reason}; a comma or quotation mark too many or too few is the usual cause`,
    ])
  }
}

function sentences(issue: ZodIssue, root: unknown, schema: JsonSchema): string[] {
  const place = pathText(issue.path)
  const described = descriptionAt(schema, issue.path)
  const hint = described ? ` (${described})` : ''
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) => `${pathText([...issue.path, key])}: ${unknownField(key, fieldsAt(schema, issue.path))}`,
      )
    case 'invalid_type': {
      const found = valueAt(root, issue.path)
      if (found === undefined) return [`${place}: is missing; give ${article(issue.expected)}${hint}`]
      return [`${place}: must be ${article(issue.expected)}, found ${shown(found)}${hint}`]
    }
    case 'too_small':
      return [
        `${place}: must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${counted(issue.origin)}${hint}`,
      ]
    case 'too_big':
      return [`${place}: must be at most ${issue.maximum}${counted(issue.origin)}${hint}`]
    case 'invalid_format':
      return [`${place}: ${shown(valueAt(root, issue.path))} is not in the expected form${hint}`]
    case 'invalid_value':
      return [
        `${place}: must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}, found ${shown(valueAt(root, issue.path))}`,
      ]
    case 'invalid_union':
      return [`${place}: found ${shown(valueAt(root, issue.path))}${hint || ', which fits none of the allowed forms'}`]
    default:
      return [`${place}: ${issue.message}${issue.code === 'custom' ? '' : hint}`]
  }
}

function unknownField(key: string, fields: readonly string[]): string {
  const near = fields.find((field) => distance(field.toLowerCase(), key.toLowerCase()) <= 2)
  return `there is no such field; ${near ? `did you mean "${near}"?` : `possible are ${fields.join(', ')}`}`
}

function pathText(path: Path): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('')
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], root)
}

function schemasAt(schema: JsonSchema, path: Path): JsonSchema[] {
  let at = [schema]
  for (const part of path) {
    at = at
      .flatMap((one) => [one, ...(one.anyOf ?? [])])
      .map((one) =>
        typeof part === 'number'
          ? (one.prefixItems?.[part] ?? one.items)
          : (one.properties?.[String(part)] ?? (one.additionalProperties || undefined)),
      )
      .filter((one) => one !== undefined)
  }
  return at
}

function descriptionAt(schema: JsonSchema, path: Path): string | undefined {
  return schemasAt(schema, path)
    .find((one) => one.description)
    ?.description?.replace(/\.$/, '')
}

function fieldsAt(schema: JsonSchema, path: Path): string[] {
  return schemasAt(schema, path).flatMap((one) => Object.keys(one.properties ?? {}))
}

function article(type: string): string {
  if (type === 'int') return 'a whole number'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type === 'record' ? 'object of values by name' : type}`
}

function counted(origin: string): string {
  if (origin === 'array') return ' entries'
  return origin === 'string' ? ' characters' : ''
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** Edits between two words (Levenshtein), to guess what a misspelt field was meant to be. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
