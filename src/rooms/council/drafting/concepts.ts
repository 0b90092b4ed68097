import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Concept, listConcepts, sourcesOf } from '../../measures/index.ts'
import { addMonths } from './domain/days.ts'
import type { ReportConcept, ReportMeasure } from './domain/material.ts'
import { hasNumbers } from './domain/stated.ts'

/** The concepts that the counted measures stand in, and those that a source tells of, oldest first. */
export async function readConcepts(
  tx: Tx,
  reader: Actor | null,
  measures: readonly ReportMeasure[],
): Promise<ReportConcept[]> {
  const counted = new Set(measures.flatMap((measure) => measure.concepts))
  const concepts = (await listConcepts(tx, reader)).filter((one) => counted.has(one.key) || !one.simulated)
  const read: ReportConcept[] = []
  for (const one of concepts.toReversed()) read.push(await reportConcept(tx, one))
  return read
}

async function reportConcept(tx: Tx, one: Concept): Promise<ReportConcept> {
  const begun = one.adoptedOn ?? one.validFrom
  return {
    key: one.key,
    title: one.title,
    shortTitle: one.shortTitle,
    adoptedOn: one.adoptedOn,
    adoptedBy: one.adoptedBy?.name ?? null,
    presentedOn: one.presentedOn,
    successor: one.successorTitle,
    reviewDueOn: begun ? addMonths(begun, one.reviewAfterMonths) : null,
    statement: await statementOf(tx, one),
  }
}

/** What public sources say of a concept in numbers; a simulated concept has none, it has rows. */
async function statementOf(tx: Tx, one: Concept): Promise<ReportConcept['statement']> {
  if (one.simulated || !one.summary || !hasNumbers(one.summary)) return null
  const sources = await sourcesOf(tx, one.id)
  // A source that the words name, such as `066/2023`, is the one; else all that are given.
  const named = (one.summary.match(/\d{1,4}\/\d{4}/g) ?? []).flatMap((number) =>
    sources.filter(({ title }) => title.includes(number)),
  )
  const told = [...new Set(named.length > 0 ? named : sources)]
  if (told.length === 0) return null
  return {
    text: one.summary,
    source: told.map(({ title }) => title).join('; '),
    on: told.length === 1 ? (told[0]?.datedOn ?? null) : null,
  }
}
