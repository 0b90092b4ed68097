import { Invalid, type Issue } from '../../kernel/errors.ts'
import { type EventLog, type LabelColumn, MISSING } from '../log.ts'
import { type Bytes, type ReadLog, type ReadRequest, readLog } from './index.ts'

/** For tests: bytes as a source that comes in pieces of the given sizes, in turn. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): Bytes {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1)
    yield bytes.slice(at, at + size)
    at += size
  }
}

/** For tests: reads a text as it would lie in a file. */
export function readText(text: string, request: ReadRequest = {}): Promise<ReadLog> {
  return readLog(inPieces(new TextEncoder().encode(text)), request)
}

/** For tests: one event with its labels as text. */
export interface PlainEvent {
  readonly case: string | undefined
  readonly activity: string | undefined
  /** ISO 8601, only the day for a day, undefined when missing. */
  readonly time: string | undefined
  readonly attributes: Readonly<Record<string, string | undefined>>
}

export function plainEvents(log: EventLog): PlainEvent[] {
  return Array.from({ length: log.size }, (_, row) => {
    const time = log.time[row] as number
    const iso = Number.isNaN(time) ? undefined : new Date(time).toISOString()
    const attributes = [...log.attributes].map(([name, column]) => [name, labelAt(column, row)])
    return {
      case: labelAt(log.cases, row),
      activity: labelAt(log.activities, row),
      time: log.dayOnly?.[row] ? iso?.slice(0, 10) : iso,
      attributes: Object.fromEntries(attributes) as Record<string, string | undefined>,
    }
  })
}

function labelAt(column: LabelColumn, row: number): string | undefined {
  const code = column.codes[row] as number
  return code === MISSING ? undefined : column.labels[code]
}

/** For tests: the issues with which a reading is refused. */
export async function issuesOf(reading: Promise<unknown>): Promise<readonly Issue[]> {
  try {
    await reading
  } catch (error) {
    if (error instanceof Invalid) return error.issues
    throw error
  }
  throw new Error('was not refused')
}
