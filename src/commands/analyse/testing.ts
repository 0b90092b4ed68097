import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fixedClock } from '../../kernel/clock.ts'
import { analyseCommand } from './index.ts'
import type { AnalyseOptions } from './options.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

/** For tests: what the command wrote, and how it ended. */
export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** For tests: a folder for the files of one test file, gone when `remove` is called. */
export function testFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'nahtlos-analyse-'))
  return {
    path: (name: string) => join(folder, name),
    file(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function collector() {
  const pieces: Uint8Array[] = []
  const stream = new Writable({
    write(piece: Uint8Array, _, done) {
      pieces.push(piece)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(pieces).toString() }
}

/** For tests: runs the command as typed, with streams in memory and the clock at November 2026. */
export async function analyse(
  args: readonly string[],
  options: { stdin?: string; env?: Terminal['env'] } = {},
): Promise<Outcome> {
  const [out, err] = [collector(), collector()]
  async function* stdin() {
    yield new TextEncoder().encode(options.stdin ?? '')
  }
  const terminal: Terminal = {
    stdin: stdin(),
    stdout: out.stream,
    stderr: err.stream,
    env: options.env ?? {},
    clock: fixedClock('2026-11-16T08:00:00Z'),
  }
  let code = -1
  const command = await analyseCommand()
  command
    .exitOverride()
    .configureOutput({ writeErr: (text) => err.stream.write(text), writeOut: (text) => out.stream.write(text) })
  command.action(async (log: string, given: AnalyseOptions) => {
    code = await run(log, given, terminal)
  })
  try {
    await command.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CommanderError') throw error
    code = 2 // what main.ts makes of it
  }
  return { code, out: out.text(), err: err.text() }
}
