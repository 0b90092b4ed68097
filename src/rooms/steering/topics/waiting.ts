import type { Day } from '../../../kernel/day.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { findingFigures, findingTexts, release } from '../../insight/index.ts'
import { type Cell, cellKey } from './domain/cells.ts'
import { type Suggestion, suggestTopics } from './domain/clustering.ts'
import { isFixed } from './domain/states.ts'
import { cellsOfTopics, takenCells } from './queries/cells.ts'
import { listTopics, type Topic } from './queries/topics.ts'
import type { TopicWords } from './words.ts'

/** Findings of one cell that are part of no topic yet. */
export interface Waiting {
  readonly key: string
  readonly cell: Cell
  readonly findings: number
  readonly cases: number
  readonly texts: readonly string[]
}

export interface WaitingFindings {
  /** The newest quarter first. */
  readonly rows: readonly Waiting[]
  readonly suggestions: readonly Suggestion[]
  /** Topics that findings can be added to. */
  readonly topics: readonly Topic[]
  /** Open topics that lie before the group already: what is like them is no news, and can become a topic of its own. */
  readonly fixed: readonly Topic[]
  /** How many cells wait; more than are shown where there are very many. */
  readonly total: number
}

/** More cells than a person sorts at once; the newest come first. */
const mostShown = 120
const mostTopics = 200

/** What was released and is part of no topic, with suggestions; for named coordinators, each look audited. Throws Forbidden. */
export async function readWaiting(request: PageRequest, words: TopicWords): Promise<WaitingFindings> {
  const { tx, actor } = request
  const figures = await findingFigures(request, {})
  const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.findings-seen' })
  const all = table.tables.cells.rows.map((row) => ({
    cell: words.toCell({
      interfaceKey: row.interface,
      hurdle: row.hurdle ?? '',
      quarter: `${row.quarter}-01` as Day,
      region: row.region,
    }),
    findings: row.findings,
    cases: row.cases,
  }))
  const taken = await takenCells(
    tx,
    all.map(({ cell }) => cell),
  )
  const waiting = all.filter(({ cell }) => !taken.has(cellKey(cell)))
  const shown = waiting.slice(0, mostShown)
  const texts = await findingTexts(
    request,
    'coordinator',
    shown.map(({ cell }, index) => ({ key: String(index), cells: [words.toFindingCell(cell)] })),
  )
  const byGroup = Map.groupBy(texts, ({ group }) => group)
  const rows = shown.map((row, index) => ({
    ...row,
    key: cellKey(row.cell),
    texts: (byGroup.get(String(index)) ?? []).map(({ text }) => text),
  }))
  const { rows: open } = await listTopics(tx, actor, { open: true, limit: mostTopics })
  const cells = await cellsOfTopics(
    tx,
    open.map(({ id }) => id),
  )
  const suggestions = suggestTopics(
    rows.map(({ key, cell, texts, findings }) => ({ key, findings, texts, ...kindOf(cell, words) })),
    open.map(({ id }) => ({ id, kinds: (cells.get(id) ?? []).map((cell) => kindOf(cell, words)) })),
  )
  const [topics, fixed] = [open.filter((topic) => !isFixed(topic)), open.filter(isFixed)]
  return { rows, suggestions, topics, fixed, total: waiting.length }
}

const kindOf = ({ hurdle, interfaceId }: Cell, words: TopicWords) => ({
  hurdle,
  family: words.familyOf(interfaceId)?.key ?? null,
})
