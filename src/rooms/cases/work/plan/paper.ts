import { Conflict } from '../../../../kernel/errors.ts'
import { recordLook } from '../../../../platform/audit/index.ts'
import { type Inline, type PaperDocument, pdfType, toPdf } from '../../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../../platform/http/index.ts'
import { fileOf, languageOf, settingOf } from '../file.ts'
import { planLabels } from './labels.ts'
import { goalsOf, planNow } from './queries.ts'
import { type PlanSides, sidesOf, type TwoSided } from './sides.ts'

/**
 * The plan as PDF/UA, both languages side by side. Scripts that run from right to left need letters that the typesetter does not
 * have; there the page to print serves.
 */
export async function planPdf(request: PageRequest<'id'>): Promise<Download> {
  const { tx, actor, t, tenant } = request
  const file = await fileOf(request)
  const { today } = settingOf(request)
  const sides = sidesOf(planNow(await goalsOf(tx, file.id)), await languageOf(tx, actor, file))
  if (sides.direction === 'rtl') throw new Conflict('cases-plan-print-only')
  await recordLook(tx, actor, { event: 'cases.plan-printed', subjectKind: 'cases.file', ids: [file.id] })
  const paper: PaperDocument = {
    title: sides.single ? planLabels.de.plan : `${planLabels.de.plan} / ${planLabels[sides.locale].plan}`,
    language: 'de',
    issuer: tenant.name,
    marks: tenant.demo ? ['DEMO'] : [],
    reference: file.reference,
    blocks: blocksOf(sides, t('cases.plan.not-reviewed')),
    sources: [],
    createdOn: today,
  }
  return { type: pdfType, filename: `${file.reference}-plan.pdf`, body: await toPdf(paper) }
}

/** The blocks of the paper: per goal its heading in both languages and a table of the steps. */
export function blocksOf(sides: PlanSides, notReviewed: string): PaperDocument['blocks'] {
  const [de, other] = [planLabels.de, planLabels[sides.locale]]
  const columns = (one: string, two: string) => [
    { header: one, width: 1 },
    ...(sides.single ? [] : [{ header: two, width: 1 }]),
  ]
  return [
    ...(sides.reviewed
      ? []
      : [{ kind: 'paragraph' as const, text: [{ kind: 'emphasis' as const, text: notReviewed }] }]),
    ...sides.goals.flatMap((goal) => [
      { kind: 'heading' as const, level: 2 as const, text: goal.title.german },
      ...(sides.single ? [] : [{ kind: 'paragraph' as const, text: otherSide(sides, goal.title) }]),
      ...(goal.steps.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: goal.title.german,
              captionHidden: true,
              columns: columns(de.step, other.step),
              rows: goal.steps.map((step) => [
                lines([step.title.german], [step.who.german, step.until && `${de.until}: ${step.until.german}`]),
                ...(sides.single
                  ? []
                  : [
                      lines(otherSide(sides, step.title), [
                        step.who.other,
                        step.until && `${other.until}: ${step.until.other}`,
                      ]),
                    ]),
              ]),
            },
          ]),
    ]),
    { kind: 'paragraph', text: [bothWords(sides, de.confirm, other.confirm)] },
    {
      kind: 'facts',
      items: [
        { term: bothWords(sides, de.place, other.place), value: ['______________________________'] },
        { term: bothWords(sides, de.signature, other.signature), value: ['______________________________'] },
      ],
    },
  ]
}

const bothWords = (sides: PlanSides, de: string, other: string): string => (sides.single ? de : `${de} / ${other}`)

const otherSide = (sides: PlanSides, text: TwoSided): Inline[] =>
  text.untranslated ? [text.german, ` (${planLabels[sides.locale].onlyGerman})`] : [text.other]

const lines = (first: Inline[], second: readonly (string | null)[]): Inline[] => [
  ...first,
  { kind: 'line-break' },
  second.filter((part) => part !== null && part !== '').join(' · '),
]
