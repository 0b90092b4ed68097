import type { Part, PartInline, Writer } from '../composition.ts'
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
  writer.source('follow-up', 'Beschlusskontrolle', [
    `Stand ${dayText(material.createdOn)}`,
    material.isPublic
      ? 'öffentliche Beschlüsse, offene und die dieses Berichts'
      : 'offene Beschlüsse und die dieses Berichts',
  ])
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
      [row.wording],
      [row.responsible ?? 'nicht benannt'],
      [row.due ? dayText(row.due) : 'keine'],
      row.discharged
        ? ['erfüllt mit dieser Vorlage']
        : [obligationStates[row.state], ...(row.note ? [': ', row.note] : [])],
    ]),
    sources: ['follow-up'],
  })
  return { key: 'annex-follow-up', heading: 'Beschlusskontrolle', annex: true }
}
