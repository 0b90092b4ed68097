import { rename, rm, writeFile } from 'node:fs/promises'
import type { EdgeFigures } from '../../engine/index.ts'
import { type ReadRequest, readLog } from '../../engine/readers/index.ts'
import { type Analysis, analyseLog } from './analysis.ts'
import { asCsv } from './csv.ts'
import { explained } from './explain.ts'
import { guessesOf } from './guesses.ts'
import { openInput } from './input.ts'
import { asJson } from './json.ts'
import { languageOf, type Words, wordsIn } from './language.ts'
import { notesOf } from './notes.ts'
import type { AnalyseOptions } from './options.ts'
import { showProgress } from './progress.ts'
import { exitCodes, Refusal } from './refusal.ts'
import { asTable, widest } from './table.ts'
import { readTargets } from './targets.ts'
import { inPortions, type Terminal, write } from './terminal.ts'
import { wrap } from './width.ts'

/** Lines of a table unless told. */
const shownByDefault = 20

/** Analyses a log as the options say and writes the answer. Returns the exit code; errors that nobody can act on are thrown. */
export async function run(log: string, options: AnalyseOptions, terminal: Terminal): Promise<number> {
  const words = await wordsIn(options.lang ?? languageOf(terminal.env))
  try {
    checkTogether(options)
    const analysis = await answer(log, options, terminal, words)
    await give(analysis, options, terminal, words)
    return exitCodes.done
  } catch (error) {
    const found = explained(error, log === '-' ? 'stdin' : log, words.t)
    if (!found) throw error
    await write(terminal.stderr, [`${found.text}\n`])
    return found.exitCode
  }
}

/** What the options cannot say one by one. */
function checkTogether({ from, to, html, output, declare, asOf, openMarker }: AnalyseOptions): void {
  if (from && to && from > to) throw new Refusal(exitCodes.usage, 'period', { from, to })
  if (html !== undefined && html === output) throw new Refusal(exitCodes.usage, 'same-file', { file: html })
  if (asOf && !declare && !openMarker) throw new Refusal(exitCodes.usage, 'as-of-without-open')
}

async function answer(log: string, options: AnalyseOptions, terminal: Terminal, words: Words): Promise<Analysis> {
  const targets = await readTargets(options, options.workingDays !== undefined)
  const input = await openInput(log, terminal)
  const endProgress = showProgress(input, words, terminal)
  try {
    const read = await readLog(input.bytes, requestOf(options, terminal.clock.now()))
    return analyseLog(read, { name: input.name, bytes: input.taken() }, options, targets)
  } finally {
    endProgress()
  }
}

const oneYear = 366 * 86_400_000

function requestOf(options: AnalyseOptions, now: number): ReadRequest {
  const by = options.by ?? options.handover
  const { openMarker, map, delimiter, encoding, dateFormat, maxExpansion } = options
  return {
    attributes: [by, openMarker?.attribute].filter((name) => name !== undefined),
    header: options.header,
    timeZone: options.timeZone,
    plausible: { from: 86_400_000, to: now + oneYear },
    ...(by === undefined ? {} : { activityElse: by }),
    ...(map ? { map } : {}),
    ...(delimiter ? { delimiter } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(dateFormat ? { dates: dateFormat } : {}),
    ...(maxExpansion === undefined ? {} : { largestExpansion: maxExpansion }),
  }
}

async function give(analysis: Analysis, options: AnalyseOptions, terminal: Terminal, words: Words): Promise<void> {
  const isData = options.json || options.csv
  const top = options.top ?? (isData ? 0 : shownByDefault)
  const shown = top === 0 ? analysis.edges : analysis.edges.slice(0, top)
  const result = resultOf(analysis, shown, options, words)
  if (options.output === undefined) await write(terminal.stdout, result)
  else await writeWhole(options.output, result)
  if (options.html !== undefined) {
    const { asHtml } = await import('./report/report.tsx')
    await writeWhole(options.html, [await asHtml(analysis, words, terminal.clock)])
  }
  if (options.quiet) return
  const lines = guessesOf(analysis, words)
  await write(
    terminal.stderr,
    lines.map((line) => `${wrap(line, widest)}\n`),
  )
}

function* resultOf(
  analysis: Analysis,
  shown: readonly EdgeFigures[],
  options: AnalyseOptions,
  words: Words,
): Iterable<string> {
  if (options.json) yield* asJson(analysis, shown)
  else if (options.csv) yield* asCsv(shown)
  else {
    if (shown.length === 0) yield `${words.t('note.nothing')}\n`
    else yield* asTable(analysis, shown, words, options.wide === true)
    yield '\n'
    for (const note of notesOf(analysis, shown, words)) yield `${wrap(note, widest)}\n`
  }
}

/** Whole or not at all. */
async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const draft = `${path}.part`
  try {
    await writeFile(draft, inPortions(pieces))
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new Refusal(exitCodes.cannotWrite, 'cannot-write', { file: path, reason: code ?? '' })
  }
}
