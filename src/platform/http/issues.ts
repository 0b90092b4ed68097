import type { ZodError } from 'zod'
import type { Issue } from '../../kernel/errors.ts'

/**
 * The issues of a schema as codes for the messages below `error.`. A schema gives its own code as the message of a check
 * (`z.string().min(3, 'too-short')`); for checks without one the code follows from what was checked.
 */
export function issuesOf(error: ZodError): Issue[] {
  return error.issues.map((issue) => {
    const field = issue.path.length === 0 ? '' : String(issue.path[0])
    const values = valuesOf(issue as unknown as Record<string, unknown>)
    return { field, code: codeOf(issue as unknown as Record<string, unknown>), ...(values && { values }) }
  })
}

const ownCode = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/

function codeOf(issue: Record<string, unknown>): string {
  if (ownCode.test(String(issue['message']))) return String(issue['message'])
  switch (issue['code']) {
    case 'invalid_type':
      return issue['expected'] === 'number' ? 'not-a-number' : 'required'
    case 'too_small':
      if (issue['origin'] === 'string') return issue['minimum'] === 1 ? 'required' : 'too-short'
      return issue['origin'] === 'array' ? 'choose' : 'too-small'
    case 'too_big':
      return issue['origin'] === 'string' ? 'too-long' : 'too-large'
    case 'invalid_value':
      return 'not-an-option'
    case 'invalid_format':
      return issue['format'] === 'email' ? 'not-an-email' : issue['format'] === 'url' ? 'not-an-address' : 'invalid'
    default:
      return 'invalid'
  }
}

/** What a sentence may need: the bound that was missed, and what a check of our own gave as `params`. */
function valuesOf(issue: Record<string, unknown>): Record<string, string | number> | undefined {
  const values: Record<string, string | number> = {}
  if (typeof issue['minimum'] === 'number') values['min'] = issue['minimum']
  if (typeof issue['maximum'] === 'number') values['max'] = issue['maximum']
  for (const [name, value] of Object.entries((issue['params'] as object | undefined) ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value
  }
  return Object.keys(values).length > 0 ? values : undefined
}
