import type { Day } from '../../../../kernel/day.ts'
import type { Block, PaperDocument } from '../../../../platform/documents/index.ts'
import type { PaperContent } from '../../domain/content.ts'
import { dayText } from './german.ts'
import type { ConsultationStep } from './material.ts'
import { consultationRoles } from './terms.ts'

/** What stands at the head of a paper, in the form of report 066/2023. */
export interface Head {
  /** `Berichtsvorlage, öffentlich`. */
  readonly title: string
  readonly subject: string
  readonly issuer: string
  readonly leadUnit: string | null
  readonly rapporteur: string | null
  /** `066/2023`. */
  readonly reference: string | null
  readonly marks: readonly string[]
  readonly createdOn: Day
  readonly consultations: readonly ConsultationStep[]
  readonly footer: string
}

/** A paper as a document: head, Beratungsfolge, Beschlussvorschlag, Erläuterungen. */
export function paperDocument(head: Head, content: PaperContent): PaperDocument {
  return {
    title: head.title,
    subject: head.subject,
    language: 'de',
    issuer: head.issuer,
    marks: head.marks,
    ...(head.reference ? { reference: `Nr. ${head.reference}` } : {}),
    blocks: [...headBlocks(head), ...proposal(content), ...explanation(content)],
    sources: content.sources,
    createdOn: head.createdOn,
    footer: head.footer,
  }
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

function headBlocks(head: Head): Block[] {
  const facts = [
    ...(head.leadUnit ? [{ term: 'Federführendes Amt', value: [head.leadUnit] }] : []),
    ...(head.rapporteur ? [{ term: 'Berichterstattung', value: [head.rapporteur] }] : []),
  ]
  return [
    ...(facts.length > 0 ? [{ kind: 'facts' as const, items: facts }] : []),
    ...(head.consultations.length > 0 ? [consultationTable(head.consultations)] : []),
  ]
}

const consultationTable = (steps: readonly ConsultationStep[]): Block => ({
  kind: 'table',
  caption: 'Beratungsfolge',
  captionHidden: true,
  columns: [{ header: 'Beratungsfolge' }, { header: 'Termin' }, { header: 'Zuständigkeit' }],
  rows: steps.map((step) => [[step.body], [step.on ? dayText(step.on) : 'offen'], [consultationRoles[step.role]]]),
  headerColumn: true,
})

function proposal({ proposedResolution }: PaperContent): Block[] {
  const paragraphs = proposedResolution.split(/\n\s*\n/).filter((text) => text.trim() !== '')
  if (paragraphs.length === 0) return []
  return [heading('Beschlussvorschlag'), ...paragraphs.map((text): Block => ({ kind: 'paragraph', text: [text] }))]
}

function explanation({ explanation: blocks }: PaperContent): Block[] {
  return blocks.length === 0 ? [] : [heading('Erläuterungen'), ...blocks]
}
