import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { ArchiveDescription, RetentionKind } from '../../platform/retention/kind.ts'
import { dueRows } from '../../platform/retention/rows.ts'
import { filesWithOpenHandovers } from '../journeys/index.ts'
import { contentsOf } from './contents.ts'
import { eraseCases } from './forgetting.ts'

/** The controllers that have files. */
async function controllers(tx: Tx): Promise<readonly Id<'organisation'>[]> {
  const { rows } = await sql<{ id: Id<'organisation'> }>`SELECT DISTINCT controller_id AS id FROM case_file`.execute(tx)
  return rows.map(({ id }) => id)
}

/** A file stays as long as somebody waits for an answer to a hand-over of it. */
async function obstacles(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const open = await filesWithOpenHandovers(tx, ids)
  return new Map([...open].map((id) => [id, 'case-handover-open']))
}

const ofFiles = (where: ReturnType<typeof sql>) =>
  dueRows({
    from: sql`case_file`,
    id: sql`case_file.id::text`,
    since: sql`case_file.closed_on::timestamp AT TIME ZONE 'Europe/Berlin'`,
    where: sql`case_file.closed_on IS NOT NULL AND ${where}`,
    label: sql`case_file.reference`,
    controller: sql`case_file.controller_id`,
  })

/** Whose files these are: a hold on one of them keeps the file. */
async function persons(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; persons: string[] }>`
    SELECT id::text AS id, array_append(
      ARRAY(SELECT person_id::text FROM case_person WHERE case_person.case_id = case_file.id), person_id::text
    ) AS persons
    FROM case_file WHERE id::text = ANY (${[...ids]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.persons]))
}

/** By its Aktenzeichen. */
async function find(tx: Tx, typed: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id::text AS id FROM case_file WHERE reference = ${typed.toUpperCase()}`.execute(tx)
  return rows[0]?.id
}

const traces = {
  record: 'erased',
  files: 'erased',
  history: 'erased',
  drafts: 'erased',
  search: 'erased',
  mail: 'none',
} as const

/** Three years after closing, as proposed in the domain model 10.7; longer only where a grant is still examined. */
const closedFiles: RetentionKind = {
  key: 'cases.closed',
  scope: 'controller',
  controllers,
  fallback: { action: 'offer', period: { months: 36 } },
  actions: ['offer', 'delete'],
  least: { months: 6 },
  fourEyes: true,
  traces,
  ...ofFiles(sql`case_file.phase = 'closed'`),
  obstacles,
  persons,
  find,
  erase: eraseCases,
  async describe(tx, ids) {
    const { rows } = await sql<ArchiveDescription & { id: string }>`
      SELECT id::text AS id, 'Case Management' AS title, reference, opened_on::text AS "from", closed_on::text AS "to",
        (SELECT count(*) FROM case_document WHERE case_id = case_file.id AND file_id IS NOT NULL)::integer AS files
      FROM case_file WHERE id::text = ANY (${[...ids]}::text[])
    `.execute(tx)
    return new Map(rows.map(({ id, ...description }) => [id, description]))
  },
  async hand(tx, id) {
    const contents = await contentsOf(tx, id)
    return contents ? [{ name: `${id}.json`, content: JSON.stringify(contents, null, 2) }] : []
  },
}

/** Who was advised once, sent on or declined has no case: six months. */
const inquiries: RetentionKind = {
  key: 'cases.inquiry',
  scope: 'controller',
  controllers,
  fallback: { action: 'delete', period: { months: 6 } },
  actions: ['delete'],
  least: { months: 1 },
  traces,
  ...ofFiles(sql`case_file.phase IN ('declined', 'referredOn', 'adviceOnly')`),
  obstacles,
  persons,
  find,
  erase: eraseCases,
}

export const retention: readonly RetentionKind[] = [closedFiles, inquiries]
