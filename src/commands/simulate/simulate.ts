/** `nahtlos simulate`: plays a scenario and writes an event log, or fills a demo tenant. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { Usage } from '../explain.ts'
import { defaultScenario, play, type SimulateOptions } from './play.ts'

export function simulateCommand(): Command {
  return new Command()
    .option('--scenario <file>', `scenario to play, as docs/scenario.md describes (default: ${defaultScenario.name})`)
    .option(
      '--seed <number>',
      'whole number from 0 to 4294967295; replaces the seed of the scenario',
      wholeNumber(0, 4_294_967_295),
    )
    .option('--months <number>', 'months to play; replaces the number of the scenario', wholeNumber(1, 600))
    .option('--until <month>', 'last month, such as 2026-10 (default: the last full month before today)', month)
    .option('--out <file>', 'write the event log to a file (default: to standard output)')
    .option('--truth <file>', 'write what was planted, and what came of it, to a file')
    .option('--answers', 'write the answers of offices as events too', false)
    .addOption(
      new Option(
        '--tenant <key>',
        'fill a demo tenant instead of writing a log; it is made if it does not exist',
      ).conflicts(['out', 'answers']),
    )
    .addHelpText(
      'after',
      `
Examples:
  nahtlos simulate --seed 7 --until 2026-10 --out log.csv
  nahtlos simulate --scenario my.json --months 24 --until 2026-10 --out log.csv --truth truth.json
  nahtlos simulate --scenario my.json --tenant probe`,
    )
    .action(run)
}

async function run(options: SimulateOptions): Promise<void> {
  if (options.out !== undefined && options.out === options.truth)
    throw new Usage('--out and --truth name the same file.')
  await play(options)
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`)
    }
    return value
  }
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text) || text < '1990-01' || text > '2099-12') {
    throw new InvalidArgumentError('Give a month such as 2026-10, from 1990-01 to 2099-12.')
  }
  return text
}
