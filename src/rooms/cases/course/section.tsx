import { listPathways } from '../../journeys/index.ts'
import type { CaseSection } from '../sections.ts'
import { layCourse } from './domain/course.ts'
import { Course } from './pages/course.tsx'
import { entriesOf, loggedOf } from './queries.ts'

/** "Integrationsverlauf" on the page of a file. */
export const courseSection: CaseSection = {
  key: 'course',
  column: 'main',
  order: 20,
  async read({ tx, actor, clock }, file) {
    const today = clock.today()
    const entries = await entriesOf(tx, file.id)
    const { passages, milestones } = await loggedOf(tx, actor, file, today)
    const pathways = milestones.length > 0 ? await listPathways(tx, actor) : []
    const named = new Map(pathways.flatMap((way) => way.milestones.map((one) => [one.key, one.name])))
    const happened = milestones.map(({ milestone, on }, index) => ({
      key: String(index),
      on,
      what: named.get(milestone) ?? milestone,
    }))
    return (
      <Course caseId={file.id} rows={layCourse(entries, passages, today)} happened={happened} writes={file.writes} />
    )
  },
}
