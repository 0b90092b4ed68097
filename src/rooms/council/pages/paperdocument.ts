import { NotFound } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { PaperDocument } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import type { Reader } from '../access.ts'
import type { PaperContent } from '../domain/content.ts'
import { isDraft } from '../domain/states.ts'
import { documentOf, fileOf, paperFormats } from '../drafting/files.ts'
import { findWorkingText, getPaper, type Paper, type PaperVersion, versionsOf } from '../queries/papers.ts'
import { asCouncilSees } from '../queries/publicly.ts'

/** What is shown of a paper: a released version, or what is being worked on. */
export interface Shown {
  readonly title: string
  readonly content: PaperContent
  /** Undefined: the working text. */
  readonly version?: PaperVersion
  readonly latest: number | undefined
}

/** The version that `?version=` asks for, `working` for the working text; the newest, else the draft. Throws NotFound. */
export async function shownOf(tx: Tx, reader: Reader, paper: Paper, asked: string | null): Promise<Shown> {
  const versions = await versionsOf(tx, paper.id)
  const latest = versions[0]?.number
  const version = asked === null ? versions[0] : versions.find(({ number }) => String(number) === asked)
  if (version) return { title: version.title, content: version.content, version, latest }
  const working = asked === null || asked === 'working' ? await findWorkingText(tx, reader, paper.id) : undefined
  if (!working) throw new NotFound(`the paper ${paper.id} has no version ${asked}`)
  return { ...working, latest }
}

/** A paper as a document. A public one that is out names public bodies and meetings only, whoever makes it: it leaves the house. */
export async function shownDocument(tx: Tx, actor: Actor, paper: Paper, shown: Shown): Promise<PaperDocument> {
  const titled = { ...paper, title: shown.title }
  const make = (reader: Actor) => documentOf(tx, reader, titled, shown.content, marksOf(paper, shown))
  const document = paper.isPublic && !isDraft(paper.state) ? await asCouncilSees(tx, actor, make) : await make(actor)
  return shown.version ? { ...document, createdOn: shown.version.releasedOn } : document
}

function marksOf(paper: Paper, { version, latest }: Shown): string[] {
  return [
    ...(paper.state === 'withdrawn' ? ['zurückgezogen'] : []),
    ...(version === undefined && latest !== undefined ? ['Arbeitsfassung'] : []),
    ...(version && latest && version.number < latest ? ['überholte Fassung'] : []),
    ...(version && version.number > 1 && version.number === latest ? [`berichtigte Fassung ${version.number}`] : []),
  ]
}

/** A paper as a file: `/papers/:id/files/pdf?version=1`. */
export async function paperFile(request: PageRequest<'id' | 'form'>): Promise<Download> {
  const { tx, actor, params, query } = request
  const format = paperFormats.find((one) => one === params.form)
  if (!format) throw new NotFound(`there is no file ${params.form}`)
  const paper = await getPaper(tx, actor, params.id)
  return await fileOf(
    await shownDocument(tx, actor, paper, await shownOf(tx, actor, paper, query.get('version'))),
    format,
  )
}
