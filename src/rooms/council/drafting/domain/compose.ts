import type { PaperDocument } from '../../../../platform/documents/index.ts'
import { assemble } from './assemble.ts'
import { type Composition, type Part, type PartSource, Writer } from './composition.ts'
import { dayText } from './german.ts'
import { type Head, paperDocument } from './head.ts'
import type { ReportMaterial } from './material.ts'
import { followUpAnnex, measuresAnnex } from './parts/annexes.ts'
import { measuresPart } from './parts/measures.ts'
import { occasionPart } from './parts/occasion.ts'
import { outlookPart } from './parts/outlook.ts'
import { reviewPart } from './parts/review.ts'

/** A part that comes from another room, with its place among the others. */
export interface GivenPart {
  readonly order: number
  readonly part: Part
  readonly sources: Readonly<Record<string, PartSource>>
}

type Composer = (material: ReportMaterial, writer: Writer) => Omit<Part, 'blocks'> | null

/**
 * The parts of a report in their order, after the form of report 066/2023 of Kreis Warendorf: occasion, state, what was
 * found, review, outlook, annexes. Rooms put theirs between them by the order of their section.
 */
const composers: readonly { readonly order: number; readonly compose: Composer }[] = [
  { order: 10, compose: occasionPart },
  { order: 20, compose: measuresPart },
  { order: 60, compose: reviewPart },
  { order: 90, compose: outlookPart },
  { order: 1010, compose: measuresAnnex },
  { order: 1020, compose: followUpAnnex },
]

/** All that a report says, before numbering; parts without content are not there. */
export function compose(material: ReportMaterial, given: readonly GivenPart[] = []): Composition {
  const own = composers.flatMap(({ order, compose: write }): GivenPart[] => {
    const writer = new Writer()
    const part = write(material, writer)
    return part && writer.blocks.length > 0
      ? [{ order, part: { ...part, blocks: writer.blocks }, sources: writer.sources }]
      : []
  })
  const all = [...own, ...given.filter(({ part }) => part.blocks.length > 0)].sort(
    (one, other) => one.order - other.order,
  )
  return {
    parts: all.map(({ part }) => part),
    sources: Object.assign({}, ...all.map(({ sources }) => sources)),
  }
}

/** The whole way from material to a numbered paper. It is German whoever reads the pages around it: so is the office's language (§ 23 VwVfG NRW). */
export function composeReport(
  material: ReportMaterial,
  _locale: 'de',
  given: readonly GivenPart[] = [],
): PaperDocument {
  const { proposedResolution } = material
  return paperDocument(headOf(material), { proposedResolution, ...assemble(compose(material, given)) })
}

/** The head of a report that has no paper yet. */
const headOf = (material: ReportMaterial): Head => ({
  title: material.isPublic ? 'Berichtsvorlage, öffentlich' : 'Berichtsvorlage, nichtöffentlich',
  subject: material.subject,
  issuer: material.issuer,
  leadUnit: material.leadUnit,
  rapporteur: material.rapporteur,
  reference: material.reference,
  marks: material.simulated ? ['DEMO'] : [],
  createdOn: material.createdOn,
  consultations: material.consultations,
  footer: `Zahlen zum Stichtag ${dayText(material.referenceDay)}`,
})
