/** The printed papers: the form to sign, and the sheet of Art. 13 and 14 GDPR; German beside the person's language. */
import type { Day } from '../../../../kernel/day.ts'
import type { Block, PaperDocument } from '../../../../platform/documents/index.ts'
import { createFormat, type Locale, languages } from '../../../../platform/i18n/index.ts'
import { listed } from '../compose.ts'
import { normName } from '../domain/norms.ts'
import { isolated, type Pair } from '../domain/wording.ts'
import type { Basis } from '../queries/bases.ts'
import type { Shipped } from '../texts/model.ts'
import { shipped } from '../texts/shipped.ts'

export interface PaperOf {
  /** The controller, as it is called. */
  readonly issuer: string
  /** Name of the person, in pseudonymous mode the code. */
  readonly person: string
  readonly language: Locale
  readonly wording: readonly Pair[]
  /** Whether somebody checked the translation; it stands on the paper where nobody did. */
  readonly reviewed: boolean
  readonly today: Day
  readonly marks: readonly string[]
}

/** The form that is signed. */
export function formPaper(of: PaperOf): PaperDocument {
  const [heading, ...text] = of.wording
  return paper(of, heading?.german ?? '', [
    // The German title is that of the paper; beside the first lines stands its translation.
    ...(heading?.other ? [{ ...heading, german: '' }] : []),
    personLine(of),
    ...text,
    ...notReviewed(of),
    ...(['placeAndDay', 'signature', 'interpreter'] as const).map((label) =>
      pair(of.language, 'line', ({ labels }) => labels[label]),
    ),
  ])
}

/** What is stored, who sees it, to whom it passes today, how to revoke. */
export function informationPaper(
  of: PaperOf,
  passing: readonly { readonly basis: Basis; readonly recipient: string }[],
): PaperDocument {
  const { language } = of
  const title = pair(language, 'heading', ({ labels }) => labels.information)
  return paper(of, title.german, [
    ...(title.other ? [{ ...title, german: '' }] : []),
    personLine(of),
    ...of.wording,
    pair(language, 'heading', ({ labels }) => labels.passesOn.slice(2)),
    ...(passing.length === 0
      ? [pair(language, 'text', ({ labels }) => labels.passesNobody)]
      : passing.map(({ basis, recipient }) =>
          pair(language, 'item', (words, of) => passingLine(words, of, basis, recipient)),
        )),
    ...notReviewed(of),
  ])
}

/** What is said in German and, unless that is German too, in the person's language. */
function pair(language: Locale, kind: Pair['kind'], say: (words: Shipped, language: Locale) => string): Pair {
  return { kind, german: say(shipped.de, 'de'), other: language === 'de' ? null : say(shipped[language], language) }
}

const personLine = ({ language, person }: PaperOf): Pair =>
  pair(language, 'text', ({ labels }, of) => `${labels.person}: ${isolated(person, languages[of].direction)}`)

function passingLine(
  { labels, purposes, categories }: Shipped,
  language: Locale,
  basis: Basis,
  recipient: string,
): string {
  const format = createFormat(language)
  const { direction } = languages[language]
  return [
    `${isolated(recipient, direction)}: ${purposes[basis.purpose]}`,
    basis.categories.map((category) => categories[category]).join(listed(language)),
    basis.norm && `${labels.byLaw} (${isolated(normName(basis.norm), direction)})`,
    basis.validUntil && labels.until.replace('{until}', format.day(basis.validUntil)),
  ]
    .filter(Boolean)
    .join(direction === 'rtl' ? '؛ ' : '; ')
}

function notReviewed({ language, reviewed }: PaperOf): Pair[] {
  return reviewed ? [] : [pair(language, 'text', ({ labels }) => labels.notReviewed)]
}

function paper(of: PaperOf, title: string, pairs: readonly Pair[]): PaperDocument {
  return {
    title,
    language: 'de',
    issuer: of.issuer,
    marks: of.marks,
    createdOn: of.today,
    sources: [],
    blocks: of.language === 'de' ? pairs.flatMap(alone) : [sideBySide(of.language, pairs)],
  }
}

/** One language only: headings and paragraphs as in any paper. */
function alone({ kind, german }: Pair): Block[] {
  if (german === '') return []
  if (kind === 'line') return [{ kind: 'signature', label: german }]
  if (kind === 'heading') return [{ kind: 'heading', level: 1, text: german }]
  return [kind === 'item' ? { kind: 'list', items: [[german]] } : { kind: 'paragraph', text: [german] }]
}

const sideBySide = (language: Locale, pairs: readonly Pair[]): Block => ({
  kind: 'parallel',
  language,
  direction: languages[language].direction,
  rows: pairs.map(({ kind, german, other }) => ({ kind, own: german, other: other ?? '' })),
})
