import { recordLook } from '../../../../platform/audit/index.ts'
import { type PaperDocument, type ParallelRow, pdfType, toPdf } from '../../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../../platform/http/index.ts'
import { fileOf, languageOf, type SeenFile, settingOf } from '../file.ts'
import { planLabels } from './labels.ts'
import { goalsOf, planNow } from './queries.ts'
import { type PlanSides, sidesOf, type TwoSided } from './sides.ts'

/** The plan as PDF/UA: both languages side by side, from right to left where the person's language runs so. */
export async function planPdf(request: PageRequest<'id'>): Promise<Download> {
  const file = await fileOf(request)
  const paper = await planPaper(request, file)
  return { type: pdfType, filename: `${file.reference}-plan.pdf`, body: await toPdf(paper) }
}

/** The sheet that is printed, from the page and as a file; noted as a look. */
export async function planPaper(request: PageRequest<'id'>, file: SeenFile): Promise<PaperDocument> {
  const { tx, actor, tenant } = request
  const sides = sidesOf(planNow(await goalsOf(tx, file.id)), await languageOf(tx, actor, file))
  await recordLook(tx, actor, { event: 'cases.plan-printed', subjectKind: 'cases.file', ids: [file.id] })
  return {
    title: planLabels.de.plan,
    language: 'de',
    issuer: tenant.name,
    marks: tenant.demo ? ['DEMO'] : [],
    reference: file.reference,
    blocks: blocksOf(sides),
    sources: [],
    createdOn: settingOf(request).today,
  }
}

/** Row by row what stands on the page of the plan; in German alone the same lines as a text. */
function blocksOf(sides: PlanSides): PaperDocument['blocks'] {
  const rows = rowsOf(sides)
  if (!sides.single) return [{ kind: 'parallel', language: sides.locale, direction: sides.direction, rows }]
  return rows.flatMap(({ kind, own }, index): PaperDocument['blocks'] => {
    const detail = rows[index + 1]?.kind === 'detail' ? rows[index + 1]?.own : undefined
    if (kind === 'heading') return [{ kind, level: 1, text: own }]
    if (kind === 'item') return [{ kind: 'list', items: [detail ? [own, { kind: 'line-break' }, detail] : [own]] }]
    if (kind === 'line') return [{ kind: 'signature', label: own }]
    // What belongs to an item stands with it.
    return kind === 'detail' && rows[index - 1]?.kind === 'item' ? [] : [{ kind: 'paragraph', text: [own] }]
  })
}

function rowsOf(sides: PlanSides): ParallelRow[] {
  const [de, other] = [planLabels.de, planLabels[sides.locale]]
  const both = (kind: ParallelRow['kind'], text: TwoSided): ParallelRow => ({
    kind,
    own: text.german,
    other: text.untranslated ? `${isolated(text.german)} (${other.onlyGerman})` : text.other,
  })
  const label = (kind: ParallelRow['kind'], key: 'confirm' | 'place' | 'signature' | 'notReviewed'): ParallelRow => ({
    kind,
    own: de[key],
    other: other[key],
  })
  const until = (text: TwoSided) => ({ own: `${de.until}: ${text.german}`, other: `${other.until}: ${text.other}` })
  return [
    // The German title is that of the paper; beside the first lines stands its translation.
    ...(sides.single ? [] : [{ kind: 'heading' as const, own: '', other: other.plan }]),
    ...sides.goals.flatMap((goal) => [
      both('heading', goal.title),
      ...(goal.until ? [{ kind: 'detail' as const, ...until(goal.until) }] : []),
      ...goal.steps.flatMap(({ title, who, until: end }) => [
        both('item', title),
        {
          kind: 'detail' as const,
          own: [who.german, end && until(end).own].filter(Boolean).join(' · '),
          other: [isolated(who.other), end && until(end).other].filter(Boolean).join(' · '),
        },
      ]),
    ]),
    label('text', 'confirm'),
    ...(sides.reviewed ? [] : [label('text', 'notReviewed')]),
    label('line', 'place'),
    label('line', 'signature'),
  ]
}

/** German among letters that run from right to left keeps its own order (FSI … PDI, Unicode 6.3). */
const isolated = (text: string): string => (text === '' ? '' : `\u2068${text}\u2069`)
