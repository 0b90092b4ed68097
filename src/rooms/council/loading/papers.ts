import { sql } from 'kysely'
import { type Id, newId } from '../../../kernel/ids.ts'
import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { storeWords } from '../../../platform/search/index.ts'
import { tables } from '../access.ts'
import { blocksOf, checksumOf, type PaperContent } from '../domain/content.ts'
import { readPaperNumber } from '../domain/numbers.ts'
import { isDraft } from '../domain/states.ts'
import type { ConsultationData, CouncilData, PaperData } from '../load.ts'
import type { KnownIds, LoadedCouncil } from './ids.ts'
import { find, first } from './rows.ts'

/** Papers with what hangs on them. Released ones get their first version, and the counters go on after the highest number. */
export async function insertPapers(tx: Tx, data: CouncilData, known: KnownIds, ids: LoadedCouncil): Promise<void> {
  const db = tables(tx)
  const papers = (data.papers ?? []).map((paper) => ({
    ...paper,
    id: ids.papers.get(paper.key) as Id<'paper'>,
    content: contentOf(paper),
  }))
  const heads = papers.map((one) => ({
    ...first,
    id: one.id,
    number: one.number ?? null,
    kind: one.kind,
    title: one.title,
    is_public: one.public ?? true,
    state: one.state,
    lead_unit_id: find(known.organisations, one.leadUnit),
    rapporteur_role: one.rapporteurRole ?? null,
    originator_id: find(known.partyGroups, one.originator),
    dated_on: one.datedOn,
    address: one.address ?? null,
    simulated: one.simulated ?? data.simulated,
  }))
  await inBatches(heads, (rows) => db.insertInto('paper').values(rows).execute())
  await inBatches(papers, (some) =>
    db
      .insertInto('paper_text')
      .values(
        some.map(({ id, title, content }) => ({
          paper_id: id,
          title,
          content: JSON.stringify(content),
          composed: false,
        })),
      )
      .execute(),
  )
  await inBatches(
    papers.filter(({ state }) => !isDraft(state)),
    (some) => db.insertInto('paper_version').values(some.map(versionOf)).execute(),
  )
  await insertConsultations(tx, papers, known)
  await insertHangers(tx, papers, ids)
  await raiseCounters(tx, papers)
  await storeWords(
    tx,
    'council_word',
    papers.map(({ id, title, number }) => ({ kind: 'paper', id, texts: [title, number ?? null] })),
  )
}

type Paper = Omit<PaperData, 'content'> & { readonly id: Id<'paper'>; readonly content: PaperContent }

function contentOf({ content, proposedResolution = '', explanation = '' }: PaperData): PaperContent {
  return content ?? { proposedResolution, explanation: blocksOf(explanation), sources: [] }
}

const versionOf = ({ id, title, content, datedOn, releasedOn = datedOn }: Paper) => ({
  paper_id: id,
  number: 1,
  title,
  content: JSON.stringify(content),
  reason: null,
  checksum: checksumOf({ title, content }),
  released_at: sql<Date>`now()`,
  released_on: releasedOn,
  released_by: null,
})

async function insertConsultations(tx: Tx, papers: readonly Paper[], known: KnownIds): Promise<void> {
  const rows = papers.flatMap(({ id, consultations = [] }) =>
    consultations.map((one: ConsultationData, index) => ({
      ...first,
      id: newId<'consultation'>(),
      paper_id: id,
      position: index + 1,
      body_id: known.bodies.get(one.body) as Id<'body'>,
      meeting_id: find(known.meetings, one.meeting),
      agenda_item_id: find(known.agendaItems, one.agendaItem),
      role: one.role,
      authoritative: one.authoritative ?? one.role === 'decision',
      result: one.result ?? 'none',
      votes_yes: one.votes?.yes ?? null,
      votes_no: one.votes?.no ?? null,
      votes_abstained: one.votes?.abstained ?? null,
      votes_excluded: one.votes?.excluded ?? null,
      result_note: one.resultNote ?? null,
    })),
  )
  await inBatches(rows, (some) => tables(tx).insertInto('consultation').values(some).execute())
}

async function insertHangers(tx: Tx, papers: readonly Paper[], ids: LoadedCouncil): Promise<void> {
  const relations = papers.flatMap(({ id, related = [] }) =>
    related.map(({ paper, kind }) => ({ paper_id: id, other_id: ids.papers.get(paper) as Id<'paper'>, kind })),
  )
  const attachments = papers.flatMap(({ id, attachments: links = [] }) =>
    links.map(({ name, address }, index) => ({
      id: newId<'attachment'>(),
      paper_id: id,
      position: index + 1,
      name,
      file_id: null,
      address,
      added_at: sql<Date>`now()`,
      added_by: null,
    })),
  )
  await inBatches(relations, (some) => tables(tx).insertInto('paper_relation').values(some).execute())
  await inBatches(attachments, (some) => tables(tx).insertInto('paper_attachment').values(some).execute())
}

async function raiseCounters(tx: Tx, papers: readonly Paper[]): Promise<void> {
  const highest = new Map<number, number>()
  for (const { number = '' } of papers) {
    const read = readPaperNumber(number)
    if (read) highest.set(read.year, Math.max(highest.get(read.year) ?? 0, read.count))
  }
  const rows = [...highest].map(([year, last]) => ({ year, last }))
  await inBatches(rows, (some) =>
    tables(tx)
      .insertInto('paper_counter')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('year').doUpdateSet({ last: sql`greatest(paper_counter.last, excluded.last)` }),
      )
      .execute(),
  )
}
