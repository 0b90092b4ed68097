import { type DestinationStream, type LogFn, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The log of the program: one JSON object a line. It holds no personal data: routes as they were registered and never
 * as they were asked for, no network addresses, no names, and of errors no values.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { logMethod: withoutMessageOfError },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Pino takes the message of an error for the line's own unless the line has one. */
function withoutMessageOfError(this: Logger, given: Parameters<LogFn>, write: LogFn): void {
  const [first, ...rest] = given as unknown as [unknown, ...unknown[]]
  const fields = first instanceof Error ? { err: first } : first
  const text = rest.length === 0 && typeof fields === 'object' && fields && 'err' in fields ? ['failed'] : rest
  write.apply(this, [fields, ...text] as unknown as Parameters<LogFn>)
}

export interface ErrorNote {
  readonly type: string
  readonly message: string
  readonly code?: string
  /** For errors of the database: what they are about, never the values. */
  readonly constraint?: string
  readonly table?: string
  readonly frames: readonly string[]
  readonly cause?: ErrorNote
}

/** What may be known of an error: its kind, where it arose, and its message with everything quoted or typed blanked out. */
export function describeError(error: unknown): ErrorNote {
  if (!(error instanceof Error)) return { type: typeof error, message: '', frames: [] }
  const { code, constraint, table, severity } = error as unknown as Record<string, unknown>
  const fromDatabase = severity !== undefined
  return {
    type: error.name,
    message: fromDatabase ? '' : withoutValues(error.message),
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    frames: framesOf(error),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  }
}

function withoutValues(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|„[^“]*“/g, '"…"')
    .replace(/\S+@\S+/g, '…')
    .replace(/\d{3,}/g, '…')
    .slice(0, 200)
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 12).map((line) =>
    line
      .trim()
      .replace(/^at /, '')
      .replace(/file:\/\/\S*?\/(?=src\/|node_modules\/)/, ''),
  )
}
