import { figure, type PartInline, quoted, type Writer } from '../composition.ts'
import { changesSince } from '../counts.ts'
import { agree, capital, counted, dayText, measureNoun, numeral } from '../german.ts'
import type { ReportMaterial } from '../material.ts'
import { stateNames } from '../terms.ts'

/** What became different since the last report. The old states are those of the register on that report's day. */
export function changesBlocks({ measures, previous, referenceDay }: ReportMaterial, writer: Writer): void {
  if (!previous || previous.day >= referenceDay) return
  const changes = changesSince(measures)
  const { moved, added } = changes
  writer.blocks.push({ kind: 'subheading', text: 'Was sich geändert hat' })
  writer.source(
    'changes',
    previous.kind === 'report' ? 'Vergleich mit dem letzten Bericht' : 'Vergleich mit der letzten Momentaufnahme',
    [
      `${previous.reference ?? (previous.kind === 'snapshot' ? `„${previous.title}“` : '')}`,
      `Stichtag ${dayText(previous.day)}`,
      `Stand des Registers damals und am ${dayText(referenceDay)}`,
    ],
  )
  const opening =
    previous.kind === 'snapshot'
      ? 'Seit der letzten Momentaufnahme'
      : previous.reference
        ? `Seit dem Bericht ${previous.reference}`
        : 'Seit dem letzten Bericht'
  if (moved.length === 0) {
    writer.paragraph(`${opening} (Stichtag ${dayText(previous.day)}) hat sich der Stand keiner Maßnahme geändert.`)
  } else {
    writer.paragraph(
      `${opening} (Stichtag ${dayText(previous.day)}) `,
      agree(moved.length, 'hat sich der Stand von ', 'haben sich die Stände von '),
      figure('geaendert', counted(moved.length, measureNoun, 'dative'), 'changes'),
      ' geändert.',
      ...details(changes),
    )
    writer.blocks.push({
      kind: 'table',
      caption: 'Geänderte Stände',
      columns: [{ header: 'Maßnahme' }, { header: 'damals' }, { header: 'heute' }, { header: 'seit' }],
      rows: moved.map((measure) => [
        [measure.title],
        [stateNames[measure.before]],
        [stateNames[measure.state]],
        [measure.since ? dayText(measure.since) : ''],
      ]),
      headerColumn: true,
      sources: ['changes'],
    })
  }
  if (added.length > 0) {
    writer.paragraph(
      'Neu im Register ',
      agree(added.length, 'ist ', 'sind '),
      figure('neu', counted(added.length, measureNoun), 'changes'),
      ...(added.length <= 12
        ? [': ', ...added.flatMap((one, index) => (index === 0 ? [quoted(one.title)] : [', ', quoted(one.title)]))]
        : []),
      '.',
    )
  }
}

/** "Drei sind jetzt fest etabliert, zwei stocken, eine stockt nicht mehr." */
function details({ established, newlyStalled, recovered }: ReturnType<typeof changesSince>): PartInline[] {
  const facts: [key: string, number: number, one: string, many: string][] = [
    ['neu-etabliert', established, 'ist jetzt fest etabliert', 'sind jetzt fest etabliert'],
    ['neu-stockend', newlyStalled, 'stockt seither', 'stocken seither'],
    ['nicht-mehr-stockend', recovered, 'stockt nicht mehr', 'stocken nicht mehr'],
  ]
  const told = facts.filter(([, number]) => number > 0)
  return told.flatMap(([key, number, one, many], index): PartInline[] => [
    index === 0 ? ' ' : index === told.length - 1 ? ' und ' : ', ',
    figure(key, index === 0 ? capital(numeral(number)) : numeral(number), 'changes'),
    ` ${agree(number, one, many)}`,
    index === told.length - 1 ? '.' : '',
  ])
}
