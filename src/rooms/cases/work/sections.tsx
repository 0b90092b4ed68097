import type { CaseSection } from '../sections.ts'
import { assessmentSection } from './assessment/section.tsx'
import { conferenceSection } from './conferences/section.tsx'
import { documentsSection, notesSection } from './notes/section.tsx'
import { planSection } from './plan/section.tsx'
import { dueSection } from './tasks/section.tsx'

/** The parts of a file that this folder keeps, in the order of its page. */
export const workSections: readonly CaseSection[] = [
  { key: 'plan', column: 'main', order: 30, read: ({ tx }, file) => planSection(tx, file.id, file.writes) },
  { key: 'notes', column: 'main', order: 40, read: ({ tx }, file) => notesSection(tx, file.id, file.writes) },
  { key: 'due', column: 'side', order: 10, read: ({ tx }, file) => dueSection(tx, file.id, file.writes) },
  {
    key: 'assessment',
    column: 'side',
    order: 25,
    read: ({ tx, locale }, file) => assessmentSection(tx, file.id, file.writes, locale),
  },
  { key: 'documents', column: 'side', order: 60, read: ({ tx }, file) => documentsSection(tx, file.id, file.writes) },
  {
    key: 'conferences',
    column: 'side',
    order: 70,
    read: ({ tx }, file) => conferenceSection(tx, file.id, file.writes),
  },
]
