import { day } from '../../../kernel/day.ts'
import type { PaperDocument } from '../../../platform/documents/index.ts'
import type { MeasureData, MeasuresData } from '../../measures/index.ts'
import type { ReportMaterial, ReportMeasure } from './domain/material.ts'
import { statedText } from './domain/stated.ts'

/** A made-up measure of the register. */
export function aReportMeasure(number: string, values: Partial<ReportMeasure> = {}): ReportMeasure {
  return {
    key: `measure-${number}`,
    number,
    title: `Maßnahme ${number}`,
    state: 'running',
    since: day('2025-01-01'),
    reason: null,
    fields: ['Bildung'],
    concepts: ['bericht'],
    centreRole: 'none',
    responsible: 'Amt für Jugend und Bildung',
    throughKim: false,
    plannedFrom: null,
    nextStep: null,
    before: 'running',
    ...values,
  }
}

/** A report small enough to know by heart: a resolution with two obligations, two concepts that overlap, six measures. */
export function aMaterial(values: Partial<ReportMaterial> = {}): ReportMaterial {
  return {
    issuer: 'Kreis Auental · Der Landrat',
    leadUnit: 'Amt für Jugend und Bildung',
    reference: '014/2026',
    subject: 'Umsetzungsstand des Integrationsberichts',
    isPublic: true,
    rapporteur: null,
    simulated: false,
    createdOn: day('2026-11-02'),
    referenceDay: day('2026-10-31'),
    consultations: [{ body: 'Ausschuss für Bildung und Integration', on: day('2026-12-10'), role: 'information' }],
    proposedResolution: 'Der Ausschuss nimmt den Bericht zur Kenntnis.',
    occasion: {
      body: 'Ausschuss für Bildung und Integration',
      bodyShort: 'ABI',
      decidedOn: day('2026-06-11'),
      agendaNumber: 'Ö 5',
      wording: ['Das Konzept von 2010 wird überprüft.', 'Im nächsten Ausschuss wird über den Stand berichtet.'],
      motion: { originator: 'Gruppe Morgen', on: day('2026-06-01'), reference: null },
      obligations: [
        {
          id: 'o1',
          position: 1,
          kind: 'review',
          wording: 'Das Konzept von 2010 wird überprüft.',
          responsible: 'Kommunales Integrationszentrum',
          due: null,
          state: 'open',
          discharged: false,
          metBy: null,
        },
        {
          id: 'o2',
          position: 2,
          kind: 'report',
          wording: 'Im nächsten Ausschuss wird über den Stand berichtet.',
          responsible: 'Amt für Jugend und Bildung',
          due: day('2026-12-10'),
          state: 'open',
          discharged: true,
          metBy: null,
        },
      ],
    },
    basis: { kind: 'register' },
    concepts: [
      {
        key: 'bericht',
        title: 'Integrationsbericht für den Kreis Auental',
        shortTitle: 'Integrationsbericht 2010',
        adoptedOn: day('2010-07-02'),
        adoptedBy: 'Kreistag',
        presentedOn: null,
        successor: null,
        reviewDueOn: day('2013-07-02'),
        statement: null,
      },
      {
        key: 'flucht',
        title: 'Handlungskonzept Flucht',
        shortTitle: null,
        adoptedOn: day('2016-07-01'),
        adoptedBy: 'Kreistag',
        presentedOn: null,
        successor: 'Integrationskonzept 2030',
        reviewDueOn: null,
        statement: null,
      },
    ],
    fields: ['Bildung', 'Sprache'],
    measures: [
      aReportMeasure('1', { title: 'Elterncafé', state: 'established', centreRole: 'responsible', before: 'running' }),
      aReportMeasure('2', {
        title: 'Sprachkurs A2',
        state: 'established',
        fields: ['Sprache', 'Bildung'],
        before: 'established',
      }),
      aReportMeasure('3', {
        title: 'Lotsendienst',
        state: 'stalled',
        reason: 'Seit 3 Monaten ist die Stelle nicht besetzt.',
        since: day('2026-02-01'),
        concepts: ['bericht', 'flucht'],
        centreRole: 'involved',
        nextStep: { text: 'Stelle zum 01.01.2027 ausschreiben.', asOf: day('2026-09-30') },
      }),
      aReportMeasure('4', {
        title: 'Wohnraumbörse',
        state: 'planned',
        plannedFrom: day('2027-03-01'),
        concepts: ['flucht'],
        before: null,
      }),
      aReportMeasure('5', { title: 'Fachtag', throughKim: true, fields: ['Sprache'] }),
      aReportMeasure('6', { title: 'Jugendtreff', state: 'completed', before: 'running' }),
    ],
    previous: { kind: 'report', reference: '066/2023', title: 'Umsetzungsstand', day: day('2023-05-25') },
    reviews: [],
    followUp: [
      {
        id: 'o1',
        decidedOn: day('2026-06-11'),
        body: 'ABI',
        wording: 'Das Konzept von 2010 wird überprüft.',
        responsible: 'Kommunales Integrationszentrum',
        due: null,
        state: 'open',
        discharged: false,
        note: null,
      },
    ],
    ...values,
  }
}

/**
 * Digits in running text that no source answers for. Not meant are figures, days and years, quotations, numbers of papers,
 * the paper's own numbering, and tables, which name their source as a whole.
 */
export function unsourcedNumbers(paper: PaperDocument): string[] {
  const found: string[] = []
  const look = (text: string) => {
    for (const piece of statedText(text, '', ''))
      if (typeof piece === 'object') found.push(`${text} → ${JSON.stringify(piece)}`)
  }
  for (const block of paper.blocks) {
    if (block.kind === 'heading') look(block.text.replace(/^\d+\. |^Anlage \d+: /, ''))
    const texts = block.kind === 'paragraph' ? [block.text] : block.kind === 'list' ? block.items : []
    for (const piece of texts.flat())
      if (typeof piece === 'string') look(piece)
      else if (piece.kind === 'strong' || piece.kind === 'emphasis') look(piece.text)
    if (block.kind === 'table') {
      const numeric = block.rows
        .flat(2)
        .some((cell) => typeof cell === 'string' && /\d/.test(cell.replace(/\d\d\.\d\d\.\d{4}/g, '')))
      if (numeric && !block.sources?.length) found.push(`table without a source: ${block.caption}`)
    }
  }
  return found
}

/** Numbers of the sources in the order in which blocks use them. */
export function usedSources(paper: PaperDocument): number[] {
  const used: number[] = []
  for (const block of paper.blocks) {
    const texts =
      block.kind === 'paragraph'
        ? [block.text]
        : block.kind === 'list'
          ? block.items
          : block.kind === 'table'
            ? block.rows.flat()
            : []
    for (const piece of texts.flat()) if (typeof piece === 'object' && piece.kind === 'figure') used.push(piece.source)
    if ('sources' in block && block.sources) used.push(...block.sources)
  }
  return [...new Set(used)]
}

/** The words of a paper, one block a line, as a person reads them. */
export function readAloud(paper: PaperDocument): string {
  const inline = (text: readonly unknown[]) =>
    (text as (string | { kind: string; text?: string })[])
      .map((piece) =>
        typeof piece === 'string' ? piece : piece.kind === 'quote-mark' ? `„${piece.text}“` : (piece.text ?? ' '),
      )
      .join('')
  return paper.blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
          return `${'#'.repeat(block.level)} ${block.text}`
        case 'paragraph':
          return inline(block.text)
        case 'quotation':
          return block.text.map((line) => `> ${line}`).join('\n')
        case 'list':
          return block.items.map((item) => `- ${inline(item)}`).join('\n')
        case 'table':
          return [
            `[${block.caption}] ${block.columns.map(({ header }) => header).join(' | ')}`,
            ...block.rows.map((row) => row.map(inline).join(' | ')),
          ].join('\n')
        case 'facts':
          return block.items.map(({ term, value }) => `${term}: ${inline(value)}`).join('\n')
        default:
          return `(${block.kind})`
      }
    })
    .join('\n')
}

/** A small register in the district of the council's tests: two concepts that overlap, five measures, one not public. */
export const aRegister: MeasuresData = {
  simulated: true,
  fields: [
    { key: 'bildung', name: 'Bildung' },
    { key: 'sprache', name: 'Sprache' },
  ],
  targetGroups: [],
  concepts: [
    {
      key: 'konzept-2012',
      kind: 'integrationReport',
      title: 'Integrationskonzept für den Kreis Auental',
      shortTitle: 'Integrationskonzept 2012',
      adopted: { on: day('2012-03-01'), by: 'council' },
      validFrom: day('2012-03-01'),
    },
    {
      key: 'flucht-2016',
      kind: 'refugeeActionConcept',
      title: 'Handlungskonzept Flucht',
      adopted: { on: day('2016-07-01') },
    },
  ],
  measures: [
    registered('1', 'Elterncafé', [
      { state: 'inProgress', since: day('2013-01-01') },
      { state: 'established', since: day('2026-10-01') },
    ]),
    registered('2', 'Sprachhelfer', [{ state: 'inProgress', since: day('2014-01-01') }], {
      fields: ['sprache'],
      concepts: [{ concept: 'konzept-2012' }, { concept: 'flucht-2016' }],
    }),
    registered('3', 'Lotsendienst', [
      { state: 'inProgress', since: day('2015-01-01') },
      { state: 'inProgress', since: day('2026-03-01'), stalled: true, reason: 'Die Stelle ist nicht besetzt.' },
    ]),
    registered('4', 'Wohnraumbörse', [{ state: 'inPlanning', since: day('2026-02-01') }], {
      concepts: [{ concept: 'flucht-2016' }],
    }),
    registered('5', 'Vertrauliche Prüfung', [{ state: 'inProgress', since: day('2020-01-01') }], { public: false }),
  ],
}

function registered(
  number: string,
  title: string,
  states: MeasureData['states'],
  more: Partial<MeasureData> = {},
): MeasureData {
  return {
    key: `measure-${number}`,
    number,
    title,
    states,
    centreRole: 'responsible',
    responsible: 'youth-office',
    fields: ['bildung'],
    concepts: [{ concept: 'konzept-2012' }],
    ...more,
  }
}
