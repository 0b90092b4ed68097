import { figure, type Part, type PartInline, quoted, type Writer } from '../composition.ts'
import { agree, counted, dayText, digits, measureNoun, numeral } from '../german.ts'
import type { ReportMaterial, ReportReview, Verdict } from '../material.ts'
import { verdicts } from '../material.ts'
import { isOpen, verdictNames, verdictPhrases } from '../terms.ts'

/** How far the review of the concepts is and what it found; says so where it has not begun although it was ordered. */
export function reviewPart(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  const ordered = material.occasion?.obligations.filter((one) => one.kind === 'review' && isOpen(one.state)) ?? []
  if (material.reviews.length === 0 && ordered.length === 0) return null
  oldest(material, writer)
  if (material.reviews.length === 0) {
    writer.paragraph(
      'Der Auftrag ',
      quoted(ordered[0]?.wording.replace(/\.$/, '') ?? ''),
      ' ist offen. Im Register ist zu ihm noch keine Überprüfung begonnen; welche Maßnahmen anzupassen sind, lässt sich daher noch nicht sagen.',
    )
  }
  for (const [index, review] of material.reviews.entries()) reviewBlocks(review, index + 1, material, writer)
  return { key: 'review', heading: 'Überprüfung und Anpassungsbedarf', annex: false }
}

/** The oldest concept that none has replaced although the funding rule asks for a renewal: why it has to be looked at. */
function oldest({ concepts, referenceDay }: ReportMaterial, writer: Writer): void {
  const [old] = concepts
    .filter((one) => one.adoptedOn && !one.successor && one.reviewDueOn && one.reviewDueOn <= referenceDay)
    .sort((one, other) => (one.adoptedOn ?? '').localeCompare(other.adoptedOn ?? ''))
  if (!old?.adoptedOn) return
  writer.paragraph(
    'Das älteste geltende Konzept ist ',
    quoted(old.shortTitle ?? old.title),
    `, beschlossen am ${dayText(old.adoptedOn)}; kein neues hat es bisher abgelöst.`,
  )
}

function reviewBlocks(review: ReportReview, number: number, { createdOn }: ReportMaterial, writer: Writer): void {
  const key = number === 1 ? 'ueberpruefung' : `ueberpruefung-${number}`
  const source = writer.source(`review-${number}`, 'Überprüfung des Konzepts', [
    `${review.concept}, begonnen am ${dayText(review.begunOn)}`,
    review.closedOn
      ? `abgeschlossen am ${dayText(review.closedOn)}`
      : `Stand ${dayText(createdOn)}, noch nicht abgeschlossen`,
    `entschieden ${digits(review.decided)} von ${digits(review.total)}`,
  ])
  const done = review.decided === review.total
  const opening = review.closedOn
    ? ` ist am ${dayText(review.closedOn)} abgeschlossen worden.`
    : ` hat am ${dayText(review.begunOn)} begonnen.`
  if (review.total === 0) {
    writer.paragraph('Die Überprüfung von ', quoted(review.concept), opening)
    return
  }
  writer.paragraph(
    'Die Überprüfung von ',
    quoted(review.concept),
    `${opening} `,
    ...(done
      ? [
          'Entschieden ist über alle ',
          figure(`${key}-alle`, counted(review.total, measureNoun, 'accusative'), source),
          '.',
        ]
      : [
          'Entschieden ist über ',
          figure(`${key}-entschieden`, numeral(review.decided, 'f', 'accusative'), source),
          ' von ',
          figure(`${key}-alle`, counted(review.total, measureNoun, 'dative'), source),
          '.',
        ]),
  )
  const given = verdicts.filter((verdict) => review.byVerdict[verdict] > 0)
  if (given.length === 0) return
  writer.paragraph(
    review.closedOn ? 'Danach ' : 'Nach den bisherigen Entscheidungen ',
    ...verdictSentence(given, review.byVerdict, key, source),
  )
  if (review.adjusted.length === 0) return
  writer.blocks.push({
    kind: 'table',
    caption: `Anpassungsbedarf ${review.concept}`,
    columns: [{ header: 'Maßnahme' }, { header: 'Bewertung' }, { header: 'Begründung' }],
    rows: review.adjusted.map((one) => [[one.title], [verdictNames[one.verdict]], [one.reason]]),
    headerColumn: true,
    sources: [source],
  })
}

function verdictSentence(
  given: readonly Verdict[],
  counts: Readonly<Record<Verdict, number>>,
  key: string,
  source: string,
): PartInline[] {
  return given.flatMap((verdict, index): PartInline[] => {
    const number = counts[verdict]
    const word = figure(
      `${key}-${verdictKeys[verdict]}`,
      index === 0 ? counted(number, measureNoun) : numeral(number),
      source,
    )
    const joint = index === 0 ? '' : index === given.length - 1 ? ' und ' : ', '
    return [
      ...(index === 0 ? [`${agree(number, 'soll', 'sollen')} `, word] : [joint, word]),
      ` ${verdictPhrases[verdict]}`,
      index === given.length - 1 ? '.' : '',
    ]
  })
}

const verdictKeys: Readonly<Record<Verdict, string>> = {
  keep: 'beibehalten',
  adapt: 'anpassen',
  merge: 'zusammenlegen',
  drop: 'entfallen',
  continueThroughKim: 'kim',
}
