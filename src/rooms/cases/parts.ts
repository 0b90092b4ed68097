import { consentsSection } from './consents.tsx'
import { courseSection } from './course/section.tsx'
import { familySection } from './family.tsx'
import { findingsSection } from './findings/section.tsx'
import { needsSection } from './needs/section.tsx'
import { readersSection } from './readers.tsx'
import type { CaseSection } from './sections.ts'
import { handoversSection } from './sharing/index.ts'
import { workSections } from './work/index.ts'

/** The parts of the page of a file, from the folders of the room; the page puts them in order. */
export const sections: readonly CaseSection[] = [
  handoversSection,
  courseSection,
  consentsSection,
  familySection,
  findingsSection,
  needsSection,
  readersSection,
  ...workSections,
]
