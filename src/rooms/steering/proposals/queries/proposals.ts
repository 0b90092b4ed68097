import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { found } from '../../../../platform/search/index.ts'
import { type Reader, tables, visibleProposals } from '../access.ts'
import type { LegalCheck, Letter, Level, ProposalState } from '../domain/states.ts'

export interface Proposal {
  readonly id: Id<'proposal'>
  readonly number: number
  readonly topicId: string | null
  readonly gapId: string | null
  readonly interfaceId: Id<'interface'> | null
  readonly title: string
  readonly decisionText: string
  readonly about: string
  readonly canChange: readonly Level[]
  readonly changeNote: string | null
  readonly responsibleId: Id<'organisation'> | null
  readonly involved: string | null
  readonly dueOn: Day | null
  readonly interimOn: Day | null
  readonly state: ProposalState
  readonly round: number
  /** Days a year that its evidence counts. */
  readonly weight: number | null
  readonly meetingId: Id<'meeting'> | null
  readonly agendaItemId: Id<'agendaItem'> | null
  readonly submittedOn: Day | null
  readonly simulated: boolean
  readonly version: number
  readonly changedAt: Date
}

export interface ProposalOption {
  readonly letter: Letter
  readonly title: string
  /** Days a year more or fewer; both or none. */
  readonly effectFrom: number | null
  readonly effectTo: number | null
  readonly effort: string | null
  readonly legal: LegalCheck
  readonly legalNorm: string | null
  readonly legalOn: Day | null
  readonly risk: string | null
  readonly recommended: boolean
}

const columns = [
  'proposal.id',
  'proposal.number',
  'proposal.topic_id as topicId',
  'proposal.gap_id as gapId',
  'proposal.interface_id as interfaceId',
  'proposal.title',
  'proposal.decision_text as decisionText',
  'proposal.about',
  'proposal.can_change as canChange',
  'proposal.change_note as changeNote',
  'proposal.responsible_id as responsibleId',
  'proposal.involved',
  'proposal.due_on as dueOn',
  'proposal.interim_on as interimOn',
  'proposal.state',
  'proposal.round',
  'proposal.weight',
  'proposal.meeting_id as meetingId',
  'proposal.agenda_item_id as agendaItemId',
  'proposal.submitted_on as submittedOn',
  'proposal.simulated',
  'proposal.version',
  'proposal.changed_at as changedAt',
] as const

/** By the number in its address. Throws NotFound, also for a draft that the reader may not see. */
export async function getProposal(tx: Tx, reader: Reader, number: string | number): Promise<Proposal> {
  const wanted = /^[1-9][0-9]{0,8}$/.test(String(number)) ? Number(number) : 0
  const one = await visibleProposals(tx, reader)
    .select(columns)
    .where('proposal.number', '=', wanted)
    .executeTakeFirst()
  if (!one) throw new NotFound(`there is no proposal ${number}`)
  return one
}

export async function findProposalById(tx: Tx, reader: Reader, id: string): Promise<Proposal | undefined> {
  return await visibleProposals(tx, reader)
    .select(columns)
    .where('proposal.id', '=', id as Id<'proposal'>)
    .executeTakeFirst()
}

/** Those of these proposals that the reader may see, by id; at most 500. */
export async function proposalsById(
  tx: Tx,
  reader: Reader,
  ids: readonly Id<'proposal'>[],
): Promise<ReadonlyMap<string, Proposal>> {
  if (ids.length === 0) return new Map()
  const rows = await visibleProposals(tx, reader).select(columns).where('proposal.id', 'in', ids).limit(500).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which state the next sitting of a state may be in, for lists of forms and tests alike. */
export interface ProposalListing {
  readonly states?: readonly ProposalState[]
  readonly meetingId?: string
  readonly topicId?: string
  readonly gapId?: string
  readonly agendaItemId?: string
  readonly text?: string | undefined
  readonly offset?: number
  /** 50 unless told. */
  readonly limit?: number
}

/** Proposals, the newest first. */
export async function listProposals(
  tx: Tx,
  reader: Reader,
  listing: ProposalListing,
): Promise<{ total: number; rows: Proposal[] }> {
  const { states, meetingId, topicId, gapId, agendaItemId, text, offset = 0, limit = 50 } = listing
  const matching = visibleProposals(tx, reader).where((eb) =>
    eb.and([
      ...(states ? [eb('proposal.state', 'in', states)] : []),
      ...(meetingId ? [eb('proposal.meeting_id', '=', meetingId as Id<'meeting'>)] : []),
      ...(topicId ? [eb('proposal.topic_id', '=', topicId)] : []),
      ...(gapId ? [eb('proposal.gap_id', '=', gapId)] : []),
      ...(agendaItemId ? [eb('proposal.agenda_item_id', '=', agendaItemId as Id<'agendaItem'>)] : []),
      ...found('proposal_word', 'proposal', 'proposal.id', text),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy('proposal.number', 'desc')
    .offset(offset)
    .limit(Math.min(limit, 200))
    .execute()
  return { total: Number(total), rows }
}

/** What the group may choose between, A first. */
export function optionsOf(tx: Tx, id: Id<'proposal'>): Promise<ProposalOption[]> {
  return tables(tx)
    .selectFrom('proposal_option')
    .select([
      'letter',
      'title',
      'effect_from as effectFrom',
      'effect_to as effectTo',
      'effort',
      'legal',
      'legal_norm as legalNorm',
      'legal_on as legalOn',
      'risk',
      'recommended',
    ])
    .where('proposal_id', '=', id)
    .orderBy('letter')
    .execute()
}

/** A frozen release that a proposal rested on in one round. */
export interface ProposalEvidence {
  readonly round: number
  readonly position: number
  readonly releaseId: string
}

/** What a proposal rests on, of each round what holds, the newest round first; at most 50 rounds. */
export function evidenceByRound(tx: Tx, id: Id<'proposal'>): Promise<ProposalEvidence[]> {
  return tables(tx)
    .selectFrom('proposal_evidence')
    .distinctOn('round')
    .select(['round', 'position', 'release_id as releaseId'])
    .where('proposal_id', '=', id)
    .orderBy('round', 'desc')
    .orderBy('position', 'desc')
    .limit(50)
    .execute()
}

export interface ProposalVersion {
  readonly version: number
  readonly event: string
  readonly content: Readonly<Record<string, string>>
  readonly changedAt: Date
  readonly changedBy: string | null
}

/** What it said, the newest first, at most 50; `from`: that version and those after it. */
export async function versionsOf(tx: Tx, id: Id<'proposal'>, from = 1): Promise<ProposalVersion[]> {
  return await tables(tx)
    .selectFrom('proposal_version')
    .leftJoin('membership', 'membership.id', 'proposal_version.changed_by')
    .select([
      'proposal_version.version',
      'proposal_version.event',
      'proposal_version.content',
      'proposal_version.changed_at as changedAt',
      'membership.name as changedBy',
    ])
    .where('proposal_version.proposal_id', '=', id)
    .where('proposal_version.version', '>=', from)
    .orderBy('proposal_version.version', 'desc')
    .limit(50)
    .execute()
}

export interface ProposalComment {
  readonly id: string
  readonly text: string
  readonly organisationId: Id<'organisation'> | null
  readonly givenAt: Date
}

/** What offices said to it, the first first, at most 200. */
export function commentsOf(tx: Tx, id: Id<'proposal'>): Promise<ProposalComment[]> {
  return tables(tx)
    .selectFrom('proposal_comment')
    .select(['id', 'text', 'organisation_id as organisationId', 'given_at as givenAt'])
    .where('proposal_id', '=', id)
    .orderBy('given_at')
    .limit(200)
    .execute()
}
