import { zone } from '../../kernel/zone.ts'
import { Tallies } from './tallies.ts'
import { Times } from './times.ts'

/**
 * Texts of one column as instants (milliseconds UTC), read as the time column of a log is: the order of day and month by all
 * of them together, what has no offset in the zone. NaN for what is no time.
 */
export function readInstants(texts: readonly string[], timeZone = 'Europe/Berlin'): Float64Array {
  const plausible = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  const times = new Times({ zone: zone(timeZone), reading: 'guess', plausible }, new Tallies())
  const encoder = new TextEncoder()
  for (const text of texts) {
    const bytes = encoder.encode(text.trim())
    times.push(bytes, 0, bytes.length, 1)
  }
  return times.finish().time
}
