/** What the overview gives to the room around it and, through its door, to other rooms. */
import type { SlotPanel } from '../../../platform/http/index.ts'
import { showCoveragePanel } from './pages/coverage.tsx'

export type { ChapterCoverage, Coverage } from './domain/coverage.ts'
export { type ConceptCoverage, chapterCoverage, conceptCoverages } from './queries.ts'
export { routes } from './routes.tsx'

/** On the page of a concept: which parts of it are covered, superseded, open. */
export const overviewPanels: readonly SlotPanel[] = [
  { slot: 'measures.concept', right: 'measures.read', order: 10, show: showCoveragePanel },
]
