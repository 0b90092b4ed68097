import type { Block, Inline, PaperDocument, Run, Source } from '../../../../platform/documents/index.ts'
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

const going = ['keep', 'adapt', 'merge', 'continueThroughKim'] as const

/** `werden 12 beibehalten und 8 angepasst; 3 entfallen`, with a figure for each that is not nought. */
function resultWords(counts: Readonly<Record<Verdict, number>>, figure: (value: number) => Inline): Inline[] {
  const said = going.filter((verdict) => counts[verdict] > 0)
  const words: Inline[] = []
  let verb = ''
  for (const [index, verdict] of said.entries()) {
    const own = t('measures.reviews.document.verb', { count: counts[verdict] })
    if (index > 0) words.push(index === said.length - 1 ? ` ${t('measures.reviews.document.and')} ` : ', ')
    // The verb is said again only where its number changes.
    if (own !== verb) words.push(`${own} `)
    verb = own
    words.push(figure(counts[verdict]), ` ${t(`measures.reviews.document.done.${verdict}`)}`)
  }
  const ends = t('measures.reviews.document.ends', { count: counts.drop })
  if (counts.drop === 0) return words
  return said.length === 0 ? [`${ends} `, figure(counts.drop)] : [...words, '; ', figure(counts.drop), ` ${ends}`]
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
  const old = oldTextOf(entry)
  const heading = { kind: 'heading', level: 3, text: label } as const
  if (entry.newText === old)
    return [heading, { kind: 'paragraph', text: [t('measures.reviews.document.unchanged', { text: old })] }]
  const runs: readonly Run[] =
    entry.newText === null ? [{ kind: 'deleted', text: old }] : compareTexts(old, entry.newText)
  return [heading, { kind: 'comparison', runs }]
}
