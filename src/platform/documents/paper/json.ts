import type { Block, PaperDocument, Source } from '../model.ts'
import { planOf } from './plan.ts'

export interface PaperJson {
  /** Raised when a field changes its meaning or vanishes. */
  readonly format: 'nahtlos-paper/1'
  readonly title: string
  readonly subject: string | null
  readonly language: 'de' | 'en'
  readonly issuer: string
  readonly marks: readonly string[]
  readonly reference: string | null
  readonly createdOn: string
  readonly blocks: readonly Block[]
  readonly sources: readonly Source[]
}

/** The paper for programs: stable field names, nothing of its looks. */
export function toJson(paper: PaperDocument): PaperJson {
  return {
    format: 'nahtlos-paper/1',
    title: paper.title,
    subject: paper.subject ?? null,
    language: paper.language,
    issuer: paper.issuer,
    marks: paper.marks,
    reference: paper.reference ?? null,
    createdOn: paper.createdOn,
    blocks: paper.blocks,
    sources: planOf(paper).sources,
  }
}
