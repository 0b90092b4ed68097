import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readTable, type TableRow } from '../../engine/readers/index.ts'
import { Invalid } from '../../kernel/errors.ts'
import { isInDays, parseDuration } from './durations.ts'
import { cannotRead } from './input.ts'
import { exitCodes, Refusal } from './refusal.ts'

export interface Target {
  /** A value, or `*` for every one. */
  readonly from: string
  readonly to: string
  /** Milliseconds; null for "has none". */
  readonly target: number | null
}

/** How long each passage may take. */
export interface Targets {
  readonly listed: readonly Target[]
  /**
   * Milliseconds for every pair, undefined for none; or the target of a pair: its own, then that of `*`, then the one for
   * all, null for none.
   */
  readonly rule: number | undefined | ((from: string, to: string) => number | null)
}

/** Reads `--target` and `--targets`. Throws Refusal for a file that is not there or not understood, with its line. */
export async function readTargets(
  options: { readonly target?: string | undefined; readonly targets?: string | undefined },
  workingDays: boolean,
): Promise<Targets> {
  const general = options.target === undefined ? undefined : duration(options.target, workingDays, () => undefined)
  if (options.targets === undefined) return { listed: [], rule: general }
  const listed = await readFileOfTargets(options.targets, workingDays)
  const byPair = new Map<string, Map<string, number | null>>()
  for (const { from, to, target } of listed) byPair.set(from, (byPair.get(from) ?? new Map()).set(to, target))
  const rule = (from: string, to: string) => {
    for (const sender of [from, '*']) {
      const targets = byPair.get(sender)
      const target = targets?.has(to) ? targets.get(to) : targets?.get('*')
      if (target !== undefined) return target
    }
    return general ?? null
  }
  return { listed, rule }
}

/** `where` tells file and line; it may throw a refusal of its own. */
function duration(text: string, workingDays: boolean, where: (text: string) => void): number {
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined) where(text)
  if (workingDays && !isInDays(text)) throw new Refusal(exitCodes.usage, 'target-not-in-days', { target: text })
  return milliseconds as number
}

async function readFileOfTargets(path: string, workingDays: boolean): Promise<readonly Target[]> {
  const bytes = await readFile(path).catch((error) => {
    throw cannotRead(path, error)
  })
  const file = basename(path)
  const rows = /^\s*[[{]/.test(
    bytes
      .subarray(0, 100)
      .toString()
      .replace(/^\ufeff/, ''),
  )
    ? fromJson(bytes, file)
    : fromCsv(bytes, file)
  return rows.map(({ from, to, target, line }) => {
    const wrong = (text: string) => {
      throw new Refusal(exitCodes.data, line > 0 ? 'target-wrong' : 'target-wrong-json', {
        file,
        line,
        target: text,
        from,
        to,
      })
    }
    return { from, to, target: target.trim() === '' ? null : duration(target, workingDays, wrong) }
  })
}

interface Row {
  readonly from: string
  readonly to: string
  readonly target: string
  /** 0 where lines do not count. */
  readonly line: number
}

const names: Readonly<Record<'from' | 'to' | 'target', readonly string[]>> = {
  from: ['from', 'von'],
  to: ['to', 'nach', 'an'],
  target: ['target', 'ziel', 'soll', 'days', 'tage'],
}

function fromCsv(bytes: Uint8Array, file: string): readonly Row[] {
  const [header, ...rows] = tableOf(bytes, file)
  const column = (role: keyof typeof names) =>
    header?.cells.findIndex((cell) => names[role].includes(cell.trim().toLowerCase())) ?? -1
  const [from, to, target] = [column('from'), column('to'), column('target')]
  if (from < 0 || to < 0 || target < 0) {
    const columns = header?.cells.join(', ') ?? ''
    throw new Refusal(exitCodes.data, 'targets-columns', { file, line: header?.line ?? 1, columns })
  }
  return rows.map(({ cells, line }) => ({
    from: cells[from] ?? '',
    to: cells[to] ?? '',
    target: cells[target] ?? '',
    line,
  }))
}

function tableOf(bytes: Uint8Array, file: string): readonly TableRow[] {
  try {
    return readTable(bytes)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    throw new Refusal(exitCodes.data, 'targets-quote', { file, line: error.issues[0]?.values?.['line'] ?? 1 })
  }
}

function fromJson(bytes: Uint8Array, file: string): readonly Row[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new Refusal(exitCodes.data, 'targets-json', { file, reason: (error as Error).message })
  }
  if (!Array.isArray(parsed)) throw new Refusal(exitCodes.data, 'targets-json-shape', { file })
  return parsed.map((entry: unknown) => {
    const { from, to, target } = Object(entry) as Record<string, unknown>
    const isTarget = typeof target === 'string' || typeof target === 'number' || target === null
    if (typeof from !== 'string' || typeof to !== 'string' || !isTarget) {
      throw new Refusal(exitCodes.data, 'targets-json-shape', { file })
    }
    return { from, to, target: target === null ? '' : String(target), line: 0 }
  })
}
