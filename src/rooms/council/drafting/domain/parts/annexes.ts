import { type Part, type PartInline, quoted, type Writer } from '../composition.ts'
import { dayText } from '../german.ts'
import type { ReportMaterial } from '../material.ts'
import { obligationStates, stateNames } from '../terms.ts'
import { populationOf } from './measures.ts'

/** Annex: every measure that was counted, one row each. */
export function measuresAnnex(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  if (material.measures.length === 0) return null
  writer.source('total', 'Maßnahmenregister', populationOf(material))
  writer.blocks.push({
    kind: 'table',
    caption: 'Maßnahmen',
    columns: [
      { header: 'Nr.' },
      { header: 'Maßnahme' },
      { header: 'Zuständig' },
      { header: 'Stand' },
      { header: 'seit' },
    ],
    rows: material.measures.map((measure) => [
      [measure.number],
      [measure.title],
      [measure.responsible ?? 'nicht benannt'],
      [stateNames[measure.state]],
      [measure.since ? dayText(measure.since) : ''],
    ]),
    sources: ['total'],
  })
  return { key: 'annex-measures', heading: 'Maßnahmentabelle', annex: true }
}

/** Annex: the resolutions of the body and what became of them. */
export function followUpAnnex(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  if (material.followUp.length === 0) return null
  // As a line above the table: a note beside it would take a fifth of its width.
  writer.paragraph(
    `Stand ${dayText(material.createdOn)}; ${
      material.isPublic ? 'öffentliche Beschlüsse' : 'Beschlüsse'
    } mit offenen Aufträgen und der Beschluss, über den diese Vorlage berichtet.`,
  )
  writer.blocks.push({
    kind: 'table',
    caption: 'Beschlüsse und ihre Aufträge',
    columns: [
      { header: 'Beschluss' },
      { header: 'Auftrag' },
      { header: 'Zuständig' },
      { header: 'Frist' },
      { header: 'Stand' },
    ],
    rows: material.followUp.map((row): PartInline[][] => [
      [row.body, { kind: 'line-break' }, dayText(row.decidedOn)],
      [quoted(row.wording)],
      [row.responsible ?? 'nicht benannt'],
      [row.due ? dayText(row.due) : 'keine'],
      row.discharged
        ? ['erfüllt mit dieser Vorlage']
        : [obligationStates[row.state], ...(row.note ? [': ', quoted(row.note)] : [])],
    ]),
    sources: [],
  })
  return { key: 'annex-follow-up', heading: 'Beschlusskontrolle', annex: true }
}
