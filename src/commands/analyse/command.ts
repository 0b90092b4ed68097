/** `nahtlos analyse`: who waits for whom, from an event log. */
import { Command, Option } from 'commander'
import { systemClock } from '../../kernel/clock.ts'
import { languageOf, wordsIn } from './language.ts'
import { type AnalyseOptions, optionReaders, sortKeys } from './options.ts'
import { run } from './run.ts'

export async function analyseCommand(): Promise<Command> {
  const { t } = await wordsIn(languageOf(process.env))
  const read = optionReaders(t)
  const option = (flags: string, key: string, values?: Record<string, string>) =>
    new Option(flags, t(`help.${key}`, values))
  return new Command()
    .argument('<log>', t('help.log'))
    .addOption(option('--by <attribute>', 'by').conflicts('handover'))
    .addOption(option('--handover <attribute>', 'handover'))
    .addOption(option('--missing <value>', 'missing'))
    .addOption(option('--formal <how>', 'formal').choices(['with', 'without', 'only']).default('with'))
    .addOption(option('--target <duration>', 'target').argParser(read.duration))
    .addOption(option('--targets <file>', 'targets'))
    .addOption(option('--working-days <land>', 'working-days').argParser(read.land))
    .addOption(option('--from <day>', 'from').argParser(read.day))
    .addOption(option('--to <day>', 'to').argParser(read.day))
    .addOption(option('--open-marker <attribute=values>', 'open-marker').argParser(read.marker))
    .addOption(option('--declare <from=>to>', 'declare').argParser(read.declared))
    .addOption(option('--as-of <day>', 'as-of').argParser(read.day))
    .addOption(option('--sort <key>', 'sort').choices(sortKeys).default('rank'))
    .addOption(option('--top <number>', 'top').argParser(read.count))
    .addOption(option('--wide', 'wide'))
    .addOption(option('--json', 'json').conflicts('csv'))
    .addOption(option('--csv', 'csv'))
    .addOption(option('--html <file>', 'html'))
    .addOption(option('--output <file>', 'output'))
    .addOption(option('--quiet', 'quiet'))
    .addOption(option('--lang <language>', 'lang').choices(['de', 'en']))
    .addOption(option('--map <columns>', 'map').argParser(read.map))
    .addOption(option('--delimiter <sign>', 'delimiter').argParser(read.delimiter))
    .addOption(option('--no-header', 'no-header'))
    .addOption(option('--encoding <name>', 'encoding'))
    .addOption(option('--date-format <format>', 'date-format').argParser(read.dates))
    .addOption(option('--time-zone <name>', 'time-zone').argParser(read.zone).default('Europe/Berlin'))
    .addOption(option('--max-expansion <times>', 'max-expansion').argParser(read.expansion))
    .addHelpText('after', `\n${t('help.examples')}`)
    .action(async (log: string, options: AnalyseOptions) => {
      const { stdin, stdout, stderr, env } = process
      process.exitCode = await run(log, options, { stdin, stdout, stderr, env, clock: systemClock })
    })
}
