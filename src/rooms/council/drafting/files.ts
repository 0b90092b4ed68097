import { NotFound } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  docxType,
  type PaperDocument,
  pdfType,
  toDocx,
  toHtml,
  toJson,
  toPdf,
} from '../../../platform/documents/index.ts'
import type { Download } from '../../../platform/http/index.ts'
import type { PaperContent } from '../domain/content.ts'
import { isDraft } from '../domain/states.ts'
import { namesOn } from '../queries/names.ts'
import { getPaper, type Paper, versionsOf } from '../queries/papers.ts'
import { dayText } from './domain/german.ts'
import { paperDocument } from './domain/head.ts'
import { paperTitles } from './domain/terms.ts'
import { issuerOf, stepsOfPaper } from './gather.ts'

export const paperFormats = ['docx', 'pdf', 'html', 'json'] as const
export type PaperFormat = (typeof paperFormats)[number]

/**
 * A released paper as the reader may see it (null: a visitor of public pages), of any kind; the latest version unless one
 * is named. Throws NotFound where nothing was released.
 */
export async function releasedDocument(
  tx: Tx,
  reader: Actor | null,
  paperId: string,
  version?: number,
): Promise<PaperDocument> {
  const paper = await getPaper(tx, reader, paperId)
  const versions = await versionsOf(tx, paper.id)
  const chosen = version === undefined ? versions[0] : versions.find(({ number }) => number === version)
  if (!chosen) throw new NotFound(`paper ${paperId} has no version ${version ?? ''}`)
  const latest = versions[0]?.number ?? chosen.number
  const marks =
    chosen.number < latest ? ['überholte Fassung'] : chosen.number > 1 ? [`berichtigte Fassung ${chosen.number}`] : []
  const document = await documentOf(tx, reader, { ...paper, title: chosen.title }, chosen.content, marks)
  return { ...document, createdOn: chosen.releasedOn }
}

/** A released paper as a file, ready to be sent. */
export async function paperFile(
  tx: Tx,
  reader: Actor | null,
  paperId: string,
  format: PaperFormat,
  version?: number,
): Promise<Download> {
  return await fileOf(await releasedDocument(tx, reader, paperId, version), format)
}

/** Head and content of a paper as one document. */
export async function documentOf(
  tx: Tx,
  reader: Actor | null,
  paper: Paper,
  content: PaperContent,
  marks: readonly string[] = [],
): Promise<PaperDocument> {
  const names = await namesOn(tx, reader, paper.datedOn)
  return paperDocument(
    {
      title: `${paperTitles[paper.kind]}, ${paper.isPublic ? 'öffentlich' : 'nichtöffentlich'}`,
      subject: paper.title,
      issuer: paper.originatorId ? (names.partyGroup(paper.originatorId) ?? '') : await issuerOf(tx),
      leadUnit: names.organisation(paper.leadUnitId),
      rapporteur: paper.rapporteurRole,
      reference: paper.number,
      marks: [...(paper.simulated ? ['DEMO'] : []), ...(isDraft(paper.state) ? ['Entwurf'] : []), ...marks],
      createdOn: paper.datedOn,
      consultations: await stepsOfPaper(tx, reader, paper, names),
      footer: [paper.number ? `Nr. ${paper.number}` : paperTitles[paper.kind], dayText(paper.datedOn)].join(' · '),
    },
    content,
  )
}

/** A document in one of the formats, with the name under which it is saved. */
export async function fileOf(document: PaperDocument, format: PaperFormat): Promise<Download> {
  const filename = `${nameOf(document)}.${format}`
  switch (format) {
    case 'docx':
      return { type: docxType, filename, body: await toDocx(document) }
    case 'pdf':
      return { type: pdfType, filename, body: await toPdf(document) }
    case 'html':
      return { type: 'text/html; charset=utf-8', filename, body: await toHtml(document) }
    case 'json':
      return { type: 'application/json; charset=utf-8', filename, body: JSON.stringify(toJson(document), null, 2) }
  }
}

/** `DEMO-Vorlage-066-2023`, or of a draft its subject: names of files say what they hold and never more. */
function nameOf({ reference, subject, marks }: PaperDocument): string {
  const what = reference ? reference.replace(/^Nr\. /, '') : `Entwurf-${subject ?? ''}`
  return [...marks.filter((mark) => mark === 'DEMO'), 'Vorlage', what]
    .join('-')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
}
