import { figure, type Part, type PartInline, quoted, type Writer } from '../composition.ts'
import { agree, articleOf, counted, dayText, obligationNoun, ordinal } from '../german.ts'
import type { Occasion, ReportMaterial, ReportObligation } from '../material.ts'
import { isOpen } from '../terms.ts'

/** Why the report exists: the resolution word for word, the obligations in it, and which of them this paper meets. */
export function occasionPart(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  const { occasion } = material
  if (!occasion) return null
  const { motion } = occasion
  if (motion) {
    writer.paragraph(
      `Vorausgegangen war ein Antrag${motion.on ? ` vom ${dayText(motion.on)}` : ''}`,
      ...(motion.originator ? [` (${motion.originator})`] : []),
      '.',
    )
  }
  writer.paragraph(
    `In der Sitzung am ${dayText(occasion.decidedOn)} hat ${articleOf(occasion.body)} `,
    occasion.body,
    ' beschlossen:',
  )
  writer.source(
    'resolution',
    'Beschluss im Wortlaut',
    [
      `${occasion.bodyShort ?? occasion.body}, ${dayText(occasion.decidedOn)}${occasion.agendaNumber ? `, TOP ${occasion.agendaNumber}` : ''}`,
      'unverändert wiedergegeben',
    ],
    true,
  )
  writer.blocks.push({ kind: 'quotation', text: occasion.wording, sources: ['resolution'] })
  obligations(occasion, writer)
  return { key: 'occasion', heading: 'Anlass', annex: false }
}

function obligations({ obligations: all, decidedOn, body, bodyShort }: Occasion, writer: Writer): void {
  if (all.length === 0) return
  writer.source('obligations', 'Aufträge des Beschlusses', [
    `Beschluss vom ${dayText(decidedOn)}, ${bodyShort ?? body}`,
    'Teile des Wortlauts, an denen sich die Erledigung zeigt',
  ])
  writer.paragraph(
    'Der Beschluss enthält ',
    figure('auftraege', counted(all.length, obligationNoun, 'accusative'), 'obligations'),
    ':',
  )
  writer.list(
    all.map((one) => [quoted(one.wording), ` – ${stateOf(one)}`]),
    all.length > 1,
  )
  const met = all.filter((one) => one.discharged)
  if (met.length > 0) writer.paragraph(...dischargeSentence(all, met))
}

function stateOf(one: ReportObligation): string {
  const words = [
    one.responsible ? `zuständig: ${one.responsible}` : '',
    one.due ? `Frist: ${dayText(one.due)}` : '',
    one.discharged ? 'erfüllt mit dieser Vorlage' : stateWords(one),
  ]
  return words.filter((word) => word !== '').join('; ')
}

function stateWords(one: ReportObligation): string {
  if (!isOpen(one.state)) return one.metBy ? `erledigt mit Vorlage ${one.metBy}` : 'erledigt'
  return { open: 'offen', inProgress: 'in Arbeit', delayed: 'verzögert' }[
    one.state as 'open' | 'inProgress' | 'delayed'
  ]
}

function dischargeSentence(all: readonly ReportObligation[], met: readonly ReportObligation[]): PartInline[] {
  if (all.length === 1) return ['Diese Vorlage erfüllt den Auftrag.']
  if (met.length === all.length) return ['Diese Vorlage erfüllt alle Aufträge.']
  const rest = all.filter((one) => !one.discharged && isOpen(one.state))
  const first = `Diese Vorlage erfüllt ${named(met, 'accusative')}.`
  if (rest.length === 0) return [first]
  return [`${first} ${capitalNamed(rest)} ${agree(rest.length, 'bleibt', 'bleiben')} offen.`]
}

const capitalNamed = (some: readonly ReportObligation[]) => {
  const text = named(some, 'nominative')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `den zweiten Auftrag`, `der erste und der dritte Auftrag`; what has no ordinal is named by its kind alone. */
function named(some: readonly ReportObligation[], as: 'nominative' | 'accusative'): string {
  const names = some.map((one) => {
    const word = ordinal(one.position) ?? 'weitere'
    return as === 'accusative' ? `den ${word}n` : `der ${word}`
  })
  return `${[...new Set(names)].join(' und ')} Auftrag`
}
