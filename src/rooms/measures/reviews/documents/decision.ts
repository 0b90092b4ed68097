import type { Block, Inline, PaperDocument, Source } from '../../../../platform/documents/index.ts'
import { compareTexts } from '../../../../platform/documents/index.ts'
import { countsOf, entriesByVerdict, type OutcomeEntry, oldTextOf, type ReviewOutcome } from '../domain/outcome.ts'
import type { Verdict } from '../domain/verdicts.ts'
import { germanFormat as format, german as t } from '../german.ts'
import { type Issue, occasionOf } from './concept.ts'
import { evidenceSource, marksOf, outcomeSource } from './parts.ts'

/**
 * The draft of the decision paper: what the council is asked to adopt, and why. Each count has its source in the margin, and
 * so has each piece of evidence; old and new wording stand against each other in the annex.
 */
export function composeDecisionPaper(outcome: ReviewOutcome, issue: Issue): PaperDocument {
  const { entries, concept } = outcome
  const sources: Source[] = [outcomeSource(outcome, 1)]
  const counts = countsOf(entries)
  const total = entries.reduce((sum, { measures }) => sum + measures.length, 0)
  const changed = entries.filter(({ verdict }) => verdict !== 'keep')
  const figure = (value: number): Inline => ({ kind: 'figure', text: format.number(value), source: 1 })
  return {
    title: t('measures.reviews.document.decision-title'),
    subject: t('measures.reviews.document.decision-subject', { concept: concept.title }),
    language: 'de',
    issuer: issue.issuer,
    marks: [t('measures.reviews.document.draft'), ...marksOf(outcome)],
    blocks: [
      { kind: 'heading', level: 1, text: t('measures.reviews.document.proposal') },
      {
        kind: 'list',
        ordered: true,
        items: [
          [t('measures.reviews.document.proposal-adopt', { concept: concept.title })],
          ...(counts.drop > 0 ? [[t('measures.reviews.document.proposal-drop', { count: counts.drop })]] : []),
          [t('measures.reviews.document.proposal-report')],
        ],
      },
      { kind: 'heading', level: 1, text: t('measures.reviews.document.explanation') },
      { kind: 'heading', level: 2, text: t('measures.reviews.document.occasion') },
      ...occasionOf(outcome),
      { kind: 'heading', level: 2, text: t('measures.reviews.document.result') },
      {
        kind: 'paragraph',
        text: [
          t('measures.reviews.document.of'),
          ' ',
          figure(total),
          ' ',
          t('measures.reviews.document.of-measures'),
          ' ',
          ...resultWords(counts, figure),
          '.',
        ],
      },
      resultTable(counts, total),
      ...[...entriesByVerdict(changed)].flatMap(([verdict, lines]) => reasons(verdict, lines, sources)),
      { kind: 'page-break' },
      { kind: 'heading', level: 1, text: t('measures.reviews.document.annex') },
      ...changed.flatMap(comparison),
    ],
    sources,
    createdOn: issue.createdOn,
    footer: t('measures.reviews.document.decision-footer', { concept: concept.title }),
  }
}

/** `bleiben 12, werden 8 angepasst und entfallen 3`, with a figure for each that is not nought. */
function resultWords(counts: Readonly<Record<Verdict, number>>, figure: (value: number) => Inline): Inline[] {
  const said = (Object.entries(counts) as [Verdict, number][]).filter(([, count]) => count > 0)
  return said.flatMap(([verdict, count], index) => [
    index === 0 ? '' : index === said.length - 1 ? ` ${t('measures.reviews.document.and')} ` : ', ',
    t(`measures.reviews.document.count-before.${verdict}`, { count }),
    ' ',
    figure(count),
    t(`measures.reviews.document.count-after.${verdict}`, { count }),
  ])
}

function resultTable(counts: Readonly<Record<Verdict, number>>, total: number): Block {
  return {
    kind: 'table',
    caption: t('measures.reviews.document.result-caption'),
    columns: [
      { header: t('measures.reviews.document.verdict'), width: 3 },
      { header: t('measures.reviews.document.count'), align: 'end' },
      { header: t('measures.reviews.document.share'), align: 'end' },
    ],
    rows: (Object.entries(counts) as [Verdict, number][]).map(([verdict, count]) => [
      [t(`measures.reviews.verdict.${verdict}`)],
      [format.number(count)],
      [total === 0 ? '' : format.percent(count / total)],
    ]),
    headerColumn: true,
    sources: [1],
  }
}

/** Why: each line of one verdict with its reasons, who was heard, and what the opinions rest on. */
function reasons(verdict: Verdict, lines: readonly OutcomeEntry[], sources: Source[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: t(`measures.reviews.verdict-result.${verdict}`) },
    ...lines.flatMap((entry): Block[] => {
      const cited = entry.evidence.map((evidence) => {
        sources.push(evidenceSource(evidence, sources.length + 1))
        return { evidence, number: sources.length }
      })
      return [
        { kind: 'heading', level: 3, text: entry.measures.map(({ number, title }) => `${number} ${title}`).join('; ') },
        {
          kind: 'paragraph',
          text: [[...new Set(entry.measures.map(({ reason }) => reason))].join(' ')],
          sources: cited.map(({ number }) => number),
        },
        ...(cited.length > 0
          ? [
              {
                kind: 'list' as const,
                items: cited.map(({ evidence, number }) => [
                  `${evidence.label}: `,
                  { kind: 'figure' as const, text: evidence.content, source: number },
                ]),
              },
            ]
          : []),
        ...(entry.heard.length > 0
          ? [
              {
                kind: 'paragraph' as const,
                text: [t('measures.reviews.document.heard', { who: entry.heard.join('; ') })],
              },
            ]
          : []),
      ]
    }),
  ]
}

/** Old and new wording of a line; of a dropped one that it ends. */
function comparison(entry: OutcomeEntry): Block[] {
  const label = entry.measures.map(({ number, title }) => `${number} ${title}`).join('; ')
  return [
    { kind: 'heading', level: 3, text: label },
    entry.newText === null
      ? { kind: 'comparison', runs: [{ kind: 'deleted', text: oldTextOf(entry) }] }
      : { kind: 'comparison', runs: compareTexts(oldTextOf(entry), entry.newText) },
  ]
}
