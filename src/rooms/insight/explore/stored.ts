import type { LogFigures } from './analysis.ts'

/** Figures as they are kept: JSON in bytes, some 300 of them a pair. */
export function storedFigures(figures: LogFigures): Buffer {
  return Buffer.from(JSON.stringify(figures), 'utf8')
}

export function figuresStored(bytes: Uint8Array): LogFigures {
  return JSON.parse(new TextDecoder().decode(bytes)) as LogFigures
}
