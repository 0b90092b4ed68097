import type pg from 'pg'

/** Statements that one connection remembers at most; each takes the server about 135 kB. */
const most = 200

/** Longer ones carry lists of values and do not come back. */
const longest = 8000

/** Opening a transaction is several statements in one text, which cannot be prepared, and setting something is not planned. */
const isPlanned = /^\s*(select|with|insert|update|delete)\b/i

/** What a table gains would change the columns that come back, which a remembered statement must not. */
const allColumns = /\*(?!\))/

/** A partial index is found by the condition's values, which a plan for any values does not have: PostgreSQL then finds none. */
const partialConflict = /\bon conflict\b[^)]*\)\s*where\b/i

const canBeRemembered = (text: string) =>
  text.length <= longest && isPlanned.test(text) && !allColumns.test(text) && !partialConflict.test(text)

/** PostgreSQL says that a remembered statement no longer fits, or that it never heard of it. */
const forgotten = new Set(['0A000', '26000'])

/**
 * Lets the server remember what a connection asks again: a text that comes a second time is prepared under a name, and from
 * then on neither read nor planned anew (docs/decisions/statements-are-remembered.md). The statement that was not asked for
 * the longest time makes room for the next. Only plain texts with values, as the query builder sends them.
 */
export function rememberStatements(client: pg.ClientBase, limit = most): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  /** Names by text, the one asked last at the end; '' for a text that came once. */
  const names = new Map<string, string>()
  let named = 0

  function nameOf(text: string): string {
    const known = names.get(text)
    names.delete(text)
    const name = known === '' ? `n${++named}` : (known ?? '')
    names.set(text, name)
    if (names.size > limit) forgetOldest()
    return name
  }

  function forgetOldest(): void {
    const [oldest] = names
    if (!oldest) return
    const [text, name] = oldest
    names.delete(text)
    // Where it fails, in a transaction that is broken already, the server keeps a statement that nobody asks for any more.
    if (name) Promise.resolve(query(`DEALLOCATE ${name}`)).catch(() => undefined)
  }

  function ask(text: unknown, values: unknown, ...rest: unknown[]): unknown {
    const isPlain = typeof text === 'string' && Array.isArray(values) && rest.length === 0
    if (!isPlain || !(names.has(text) || canBeRemembered(text))) return query(text, values, ...rest)
    const name = nameOf(text)
    if (!name) return query(text, values)
    return (query({ name, text, values }) as Promise<unknown>).catch((error: { code?: string }) => {
      if (forgotten.has(error.code ?? '')) names.delete(text)
      throw error
    })
  }

  Object.assign(client, { query: ask })
}
