import type { Block, Inline, PaperSectionContent, Source } from '../../../platform/documents/index.ts'
import type { Known, NeedEffectRow } from '../effects/figures.ts'
import { changeText, needChangeText } from '../effects/pages/words.tsx'
import { gapStates, isOpen } from '../gaps/domain/states.ts'
import { topicStates } from '../topics/domain/states.ts'
import { germanFormat as format, german as t } from './german.ts'
import type { ReportFigure, ReportMaterial } from './material.ts'

type Draft = { readonly blocks: Block[]; readonly sources: Source[] }

/** The section of a report: hurdles, topics, gaps, decisions, effects; null where there is nothing to say. */
export function composeReportSection(material: ReportMaterial): PaperSectionContent | null {
  const draft: Draft = { blocks: [], sources: [] }
  hurdles(material, draft)
  topics(material, draft)
  gaps(material, draft)
  decisions(material, draft)
  effects(material, draft)
  return draft.blocks.length === 0 ? null : { heading: t('steering.report.heading'), ...draft }
}

/** Adds a source and gives its number. */
function sourceOf({ sources }: Draft, label: string, lines: readonly string[]): number {
  const number = sources.length + 1
  sources.push({ number, label, lines })
  return number
}

const heading = (word: string): Block => ({ kind: 'heading', level: 2, text: t(`steering.report.${word}`) })
const count = (value: number, source: number): Inline => ({ kind: 'figure', text: format.number(value), source })

/** A figure as it may be said: withheld ones as words. */
const said = (figure: ReportFigure, source: number): Inline[] =>
  figure === undefined
    ? ['–']
    : 'below' in figure
      ? [t('steering.report.below', { count: figure.below })]
      : [count(Math.round(figure.value), source)]

/** Sheets that count needs; all others count hand-overs. */
const ofNeeds: ReadonlySet<string> = new Set(['gap', 'need-effect', 'coverage'])

const releaseLines = (release: NonNullable<ReportMaterial['situation']>): readonly string[] => [
  t(ofNeeds.has(release.name) ? 'steering.report.query-needs' : 'steering.report.query', {
    period: format.period(release.source.period.from, release.source.period.to),
  }),
  ...populationOf(release),
  t('steering.report.as-of', { day: format.day(release.source.asOf) }),
  t(`steering.report.rule.${release.rule}`),
  t('steering.report.checksum', { checksum: `${release.checksum.slice(0, 4)} ${release.checksum.slice(4, 8)}` }),
]

/** How many were counted, as released: the exact number beside figures that the rule changed would give the change away. */
function populationOf({ tables }: NonNullable<ReportMaterial['situation']>): readonly string[] {
  const cell = (tables['district'] ?? tables['effect'])?.rows[0]?.['handOvers']
  return cell && 'value' in cell && typeof cell.value === 'number'
    ? [t('steering.report.population.handOvers', { count: cell.value })]
    : []
}

function hurdles({ hurdles: rows, situation }: ReportMaterial, draft: Draft): void {
  if (!situation || rows.length === 0) return
  const source = sourceOf(draft, t('steering.report.source.hurdles'), releaseLines(situation))
  const [first] = rows
  draft.blocks.push(heading('hurdles'))
  if (first)
    draft.blocks.push({
      kind: 'paragraph',
      text: [
        t('steering.report.hurdles-first', { name: first.name }),
        ' ',
        ...said(first.lostDays, source),
        ' ',
        t('steering.report.hurdles-days'),
      ],
    })
  draft.blocks.push({
    kind: 'table',
    caption: t('steering.report.hurdles-table'),
    headerColumn: true,
    sources: [source],
    columns: [
      { header: t('steering.report.interface') },
      { header: t('steering.report.hand-overs'), align: 'end' },
      { header: t('steering.report.lost-days'), align: 'end' },
      { header: t('steering.report.median'), align: 'end' },
    ],
    rows: rows.map(({ name, handOvers, lostDays, median }) => [
      [name],
      said(handOvers, source),
      said(lostDays, source),
      said(median, source),
    ]),
  })
}

function topics({ topics: states, referenceDay }: ReportMaterial, draft: Draft): void {
  const all = [...states.values()].reduce((sum, one) => sum + one, 0)
  if (all === 0) return
  const source = sourceOf(draft, t('steering.report.source.topics'), [
    t('steering.report.on', { day: format.day(referenceDay) }),
    t('steering.report.population.topics', { count: all }),
  ])
  draft.blocks.push(heading('topics'), {
    kind: 'list',
    items: topicStates.flatMap((state) => {
      const some = states.get(state)
      return some === undefined ? [] : [[`${t(`steering.topic.state.${state}`)}: `, count(some, source)]]
    }),
  })
}

function gaps({ gaps: states, openGaps, referenceDay }: ReportMaterial, draft: Draft): void {
  const all = [...states.values()].reduce((sum, one) => sum + one, 0)
  if (all === 0) return
  const source = sourceOf(draft, t('steering.report.source.gaps'), [
    t('steering.report.on', { day: format.day(referenceDay) }),
    t('steering.report.population.gaps', { count: all }),
  ])
  const sum = (wanted: (state: (typeof gapStates)[number]) => boolean) =>
    gapStates.filter(wanted).reduce((total, state) => total + (states.get(state) ?? 0), 0)
  draft.blocks.push(heading('gaps'), {
    kind: 'paragraph',
    text: [
      t('steering.report.gaps-open'),
      ' ',
      count(sum(isOpen), source),
      '; ',
      t('steering.report.gaps-closed'),
      ' ',
      count(states.get('closed') ?? 0, source),
      '.',
    ],
  })
  if (openGaps.length > 0) draft.blocks.push({ kind: 'list', items: openGaps.map((title) => [title]) })
}

function decisions({ decisions: all, audience, since, referenceDay }: ReportMaterial, draft: Draft): void {
  if (all.length === 0) return
  const source = sourceOf(draft, t('steering.report.source.decisions'), [
    t('steering.report.between', { from: format.day(since), to: format.day(referenceDay) }),
    t('steering.report.population.decisions', { count: all.length }),
  ])
  draft.blocks.push(heading('decisions'), {
    kind: 'paragraph',
    text: [t('steering.report.decided-lead'), ' ', count(all.length, source), ' ', t('steering.report.decided-tail')],
  })
  if (audience === 'public') {
    const kinds = [...new Set(all.map(({ kind }) => kind))]
    draft.blocks.push({
      kind: 'list',
      items: kinds.map((kind) => [
        `${t(`steering.report.decision.${kind}`)}: `,
        count(all.filter((one) => one.kind === kind).length, source),
      ]),
    })
    return
  }
  draft.blocks.push({
    kind: 'table',
    caption: t('steering.report.decisions-table'),
    headerColumn: true,
    sources: [source],
    columns: [
      { header: t('steering.report.decided-what') },
      { header: t('steering.report.decided-how') },
      { header: t('steering.report.decided-on') },
      { header: t('steering.report.decided-became') },
    ],
    rows: all.map(({ title, kind, on, became }) => [
      [title],
      [t(`steering.report.decision.${kind}`)],
      [format.day(on)],
      [became.length === 0 ? '–' : became.join('; ')],
    ]),
  })
}

/** What was met before and since; nothing where one of the counts is withheld. */
function coveredWords({ metBefore, arisenBefore, metAfter, arisenAfter }: Known<NeedEffectRow>): readonly string[] {
  if (metBefore === undefined || arisenBefore === undefined || metAfter === undefined || arisenAfter === undefined)
    return []
  const counts = { before: metBefore, arisenBefore, after: metAfter, arisenAfter }
  return [
    ` ${t('steering.report.covered', Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, format.number(count)])))}`,
  ]
}

function effects({ effects: all }: ReportMaterial, draft: Draft): void {
  if (all.length === 0) return
  draft.blocks.push(heading('effects'))
  for (const { title, target, verdict, startsOn, late, confirmed, row, needs, release } of all) {
    const source = sourceOf(draft, t('steering.report.source.effect', { target }), releaseLines(release))
    const { knownUntil } = needs ?? row
    const change = needs ? needChangeText(t, format, needs, true) : changeText(t, format, row, true)
    draft.blocks.push({
      kind: 'paragraph',
      sources: [source],
      text: [
        { kind: 'strong', text: t('steering.report.effect', { title, day: format.day(startsOn) }) },
        ` ${t(`steering.effect.${needs ? 'gap.' : ''}sentence.${verdict}`)}`,
        ...(needs ? coveredWords(needs) : []),
        ...(change ? [` ${change[0]?.toLocaleUpperCase('de')}${change.slice(1)}.`] : []),
        ...(row.before !== undefined && row.after !== undefined
          ? [` ${t('steering.report.counted', { before: format.number(row.before), after: format.number(row.after) })}`]
          : []),
        ...(knownUntil ? [` ${t('steering.effect.left-out', { day: format.day(knownUntil) })}`] : []),
        ...late.map((reason) => ` ${t('steering.report.changed-late', { reason })}`),
        ...(confirmed ? [] : [` ${t('steering.report.not-confirmed')}`]),
      ],
    })
  }
}
