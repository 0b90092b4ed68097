import type { Day } from '../../../../kernel/day.ts'
import type { Block, Inline, PaperDocument, Source } from '../../../../platform/documents/index.ts'
import type { FrozenRelease } from '../../../insight/index.ts'
import { germanFormat as format, german as t } from '../german.ts'
import { effectWords, figureWords, legalWords, levelWords, sourceWords, termWords } from '../pages/wording.ts'
import { type EvidenceFigures, figuresOf } from '../queries/evidence.ts'
import type { Proposal, ProposalOption } from '../queries/proposals.ts'

/** Everything that stands on a decision sheet. */
export interface SheetContent {
  readonly proposal: Proposal
  readonly options: readonly ProposalOption[]
  readonly evidence: readonly FrozenRelease[]
  /** `KIM-Lenkungsgruppe · 10.12.2026, 14:00 Uhr · TOP N 3`, as far as known. */
  readonly head: string
  readonly responsible: string | undefined
}

/** The decision sheet as a document, for print in the office and for files; the page of the same sheet is pages/sheet.tsx. */
export function composeSheet(content: SheetContent, issue: { issuer: string; createdOn: Day }): PaperDocument {
  const { proposal, options, evidence } = content
  const source = evidence[0]
  return {
    title: t('steering.sheet.title'),
    subject: proposal.title,
    language: 'de',
    issuer: issue.issuer,
    marks: [...(proposal.simulated ? ['DEMO'] : []), t('steering.sheet.not-public')],
    reference: t('steering.proposals.number', { number: proposal.number }),
    blocks: [
      ...(content.head ? [{ kind: 'paragraph' as const, text: [content.head] }] : []),
      { kind: 'paragraph', text: [{ kind: 'strong', text: proposal.decisionText }] },
      figureFacts(proposal, figuresOf(source), source !== undefined),
      { kind: 'heading', level: 1, text: t('steering.sheet.about') },
      ...paragraphs(proposal.about),
      ...(options.length > 0 ? [heading('steering.sheet.options'), optionTable(options)] : []),
      heading('steering.sheet.decision'),
      { kind: 'list', items: choices(options).map((words) => [`☐ ${words}`]) },
      {
        kind: 'facts',
        items: [
          fact('steering.proposals.responsible', [
            [content.responsible ?? t('steering.proposals.responsible-open'), proposal.involved]
              .filter(Boolean)
              .join(' · '),
          ]),
          fact('steering.proposals.due', [termWords(t, format, proposal.dueOn, proposal.interimOn)]),
          fact('steering.proposals.votes', ['________ / ________ / ________']),
        ],
      },
    ],
    sources: evidence.map((release, index) => sourceOf(release, index + 1)),
    createdOn: issue.createdOn,
    footer: t('steering.sheet.footer', { number: proposal.number }),
  }
}

const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: t(key) })
const fact = (term: string, value: readonly Inline[]) => ({ term: t(term), value })

const paragraphs = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => ({ kind: 'paragraph', text: [part.trim()] }))

function figureFacts(proposal: Proposal, figures: EvidenceFigures, known: boolean): Block {
  const figure = (one: EvidenceFigures['days']): Inline[] => {
    const text = figureWords(t, format, one)
    return [known && one !== undefined ? { kind: 'figure', text, source: 1 } : text]
  }
  return {
    kind: 'facts',
    items: [
      fact(`steering.sheet.people-${figures.kind}`, figure(figures.people)),
      fact(`steering.sheet.days-${figures.kind}`, figure(figures.days)),
      ...(figures.kind === 'interface'
        ? [fact('steering.sheet.median', [...figure(figures.median), ' / ', figureWords(t, format, figures.target)])]
        : []),
      fact('steering.sheet.can-change', [
        [levelWords(t, format, proposal), proposal.changeNote].filter(Boolean).join('; '),
      ]),
    ],
  }
}

function optionTable(options: readonly ProposalOption[]): Block {
  const row = (key: string, words: (one: ProposalOption) => string) => [
    [t(`steering.sheet.row.${key}`)],
    ...options.map((one) => [words(one)]),
  ]
  return {
    kind: 'table',
    caption: t('steering.sheet.options'),
    captionHidden: true,
    columns: [{ header: t('steering.sheet.row.what') }, ...options.map((one) => ({ header: optionName(one) }))],
    headerColumn: true,
    rows: [
      row('effect', (one) => effectWords(t, format, one)),
      row('effort', (one) => one.effort ?? '–'),
      row('legal', (one) => legalWords(t, format, one)),
      row('risk', (one) => one.risk ?? '–'),
    ],
  }
}

const optionName = (one: ProposalOption): string =>
  t(one.recommended ? 'steering.sheet.option-recommended' : 'steering.sheet.option', {
    letter: one.letter,
    title: one.title,
  })

/** What can be ticked, in words. */
function choices(options: readonly ProposalOption[]): string[] {
  const line = '________'
  const best = options.find(({ recommended }) => recommended) ?? options[0]
  return [
    best ? t('steering.sheet.box.accepted-as', { letter: best.letter }) : t('steering.sheet.box.accepted'),
    t('steering.sheet.box.changed'),
    `${t('steering.sheet.box.deferred')} ${line}`,
    `${t('steering.sheet.box.rejected')} ${line}`,
    t('steering.sheet.box.escalated'),
  ]
}

const sourceOf = (release: FrozenRelease, number: number): Source => ({
  number,
  label: t('steering.sheet.source'),
  lines: [sourceWords(t, format, release)],
})
