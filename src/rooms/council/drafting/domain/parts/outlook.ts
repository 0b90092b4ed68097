import { figure, type Part, quoted, type Writer } from '../composition.ts'
import { addMonths } from '../days.ts'
import { agree, counted, dayText, measureNoun, obligationNoun } from '../german.ts'
import type { ReportMaterial } from '../material.ts'
import { isOpen } from '../terms.ts'
import { populationOf } from './measures.ts'

/** Next steps told in full; more than these stand in the table of measures' reports, not in a paper. */
const mostSteps = 12

/** What remains: obligations, measures that are to begin, next steps that offices reported. */
export function outlookPart(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  openObligations(material, writer)
  beginnings(material, writer)
  nextSteps(material, writer)
  return writer.blocks.length > 0 ? { key: 'outlook', heading: 'Ausblick', annex: false } : null
}

function openObligations({ occasion }: ReportMaterial, writer: Writer): void {
  if (!occasion) return
  const open = occasion.obligations.filter((one) => isOpen(one.state) && !one.discharged)
  if (open.length === 0) return
  writer.paragraph(
    'Aus dem Beschluss ',
    agree(open.length, 'bleibt ', 'bleiben '),
    figure('offene-auftraege', counted(open.length, obligationNoun), 'obligations'),
    ' offen:',
  )
  writer.list(open.map((one) => [quoted(one.wording), one.due ? ` – Frist: ${dayText(one.due)}` : '']))
}

function beginnings(material: ReportMaterial, writer: Writer): void {
  const until = addMonths(material.referenceDay, 12)
  const soon = material.measures.filter(
    (one) =>
      one.state === 'planned' && one.plannedFrom && one.plannedFrom > material.referenceDay && one.plannedFrom <= until,
  )
  if (soon.length === 0) return
  writer.source('beginnings', 'Geplanter Beginn', [...populationOf(material), `Beginn bis ${dayText(until)}`])
  writer.paragraph(
    `Bis zum ${dayText(until)} `,
    agree(soon.length, 'soll ', 'sollen '),
    figure('beginnend', counted(soon.length, measureNoun), 'beginnings'),
    ' beginnen:',
  )
  writer.list(
    soon.map((one) => [
      quoted(one.title),
      one.plannedFrom ? ` – ab ${dayText(one.plannedFrom)}` : '',
      one.responsible ? `; zuständig: ${one.responsible}` : '',
    ]),
  )
}

function nextSteps({ measures, referenceDay }: ReportMaterial, writer: Writer): void {
  // What somebody meant to do next more than a year ago is no outlook.
  const since = addMonths(referenceDay, -12)
  // Where it stalls the next step matters most; then the newest.
  const steps = measures
    .flatMap((measure) =>
      measure.nextStep && measure.nextStep.asOf > since ? [{ measure, step: measure.nextStep }] : [],
    )
    .sort(
      (one, other) =>
        Number(other.measure.state === 'stalled') - Number(one.measure.state === 'stalled') ||
        other.step.asOf.localeCompare(one.step.asOf),
    )
  if (steps.length === 0) return
  const more = steps.length - mostSteps
  writer.source('steps', 'Geprüfte Sachstandsmeldungen', [
    'nächste Schritte, wie die zuständigen Stellen sie gemeldet haben',
    `Meldungen ab ${dayText(since)}, freigegeben von der Leitung`,
  ])
  writer.paragraph(
    'Als nächste Schritte haben die zuständigen Stellen zu ',
    figure('naechste-schritte', counted(steps.length, measureNoun, 'dative'), 'steps'),
    more > 0 ? ' gemeldet, darunter:' : ' gemeldet:',
  )
  writer.list(
    steps
      .slice(0, mostSteps)
      .map(({ measure, step }) => [
        quoted(measure.title),
        ': ',
        quoted(step.text.replace(/\.$/, '')),
        ` (Meldung zum ${dayText(step.asOf)})`,
      ]),
  )
}
