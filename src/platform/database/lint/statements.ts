/** One statement of a migration, cut so that rules can be plain patterns. */
export interface Statement {
  /** Without comments, texts emptied, white space as one space, in upper case outside of quoted names. */
  readonly text: string
  /** Of its first word. */
  readonly line: number
  /** Bodies of functions and of DO, treated in the same way. */
  readonly bodies: readonly string[]
}

/**
 * Cuts SQL into statements. It knows comments (nested ones too), texts, dollar quotes and quoted names, and that the body of
 * a function in standard SQL (`BEGIN ATOMIC … END`) holds semicolons.
 */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = []
  let text = ''
  let bodies: string[] = []
  let start = -1
  let at = 0
  const end = () => {
    const clean = text.replaceAll(/\s+/g, ' ').trim()
    if (clean !== '') statements.push({ text: clean, line: sql.slice(0, start).split('\n').length, bodies })
    text = ''
    bodies = []
    start = -1
  }
  while (at < sql.length) {
    const rest = sql.slice(at)
    const comment = /^--[^\n]*/.exec(rest)?.[0] ?? (rest.startsWith('/*') ? blockComment(rest) : undefined)
    if (comment !== undefined) {
      text += ' '
      at += comment.length
      continue
    }
    const dollar = /^\$(\w*)\$/.exec(rest)
    if (dollar) {
      const close = rest.indexOf(dollar[0], dollar[0].length)
      const length = close < 0 ? rest.length : close + dollar[0].length
      bodies.push(
        ...statementsOf(rest.slice(dollar[0].length, close < 0 ? undefined : close)).map((inner) => inner.text),
      )
      text += ' $$ '
      at += length
      continue
    }
    const literal = /^(?:[eE](?=')'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*')/.exec(rest)?.[0]
    const name = /^"(?:[^"]|"")*"/.exec(rest)?.[0]
    if (start < 0 && !/^\s/.test(rest)) start = at
    if (literal) {
      text += "''"
      at += literal.length
    } else if (name) {
      text += name
      at += name.length
    } else if (rest[0] === ';' && !isOpen(text)) {
      end()
      at++
    } else {
      text += (rest[0] as string).toUpperCase()
      at++
    }
  }
  end()
  return statements
}

/** Inside BEGIN ATOMIC, until its END. */
function isOpen(text: string): boolean {
  const body = /\bBEGIN\s+ATOMIC\b([\s\S]*)$/.exec(text)
  if (!body) return false
  const words = (body[1] as string).match(/\b(?:CASE|END)\b/g) ?? []
  let depth = 1
  for (const word of words) depth += word === 'CASE' ? 1 : -1
  return depth > 0
}

function blockComment(rest: string): string {
  let depth = 0
  for (let i = 0; i < rest.length; i++) {
    if (rest.startsWith('/*', i)) {
      depth++
      i++
    } else if (rest.startsWith('*/', i)) {
      depth--
      i++
      if (depth === 0) return rest.slice(0, i + 1)
    }
  }
  return rest
}
