/**
 * SQL text made by hand: only where PostgreSQL takes no parameters (SET LOCAL, names, role passwords). Everything else goes
 * through parameters.
 */

/** A name, quoted. Throws RangeError for what PostgreSQL cannot hold or would cut off (63 bytes). */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63)
    throw new RangeError(`not a name that PostgreSQL can hold: ${JSON.stringify(name)}`)
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * A text, quoted, safe whatever `standard_conforming_strings` says: backslashes are doubled inside E''. Throws RangeError
 * for the zero character, which PostgreSQL cannot hold, and for half a surrogate pair, which would arrive as something else.
 */
export function quoteLiteral(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) throw new RangeError('not a text that PostgreSQL can hold')
  const quoted = text.replaceAll("'", "''")
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`
}
