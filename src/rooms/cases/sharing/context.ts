/** Everything that the form of a hand-over, its preview and its sending ask for, read once per request. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tenant, Tx } from '../../../platform/database/index.ts'
import { readSetting } from '../../../platform/settings/index.ts'
import { readDeadlines, replyDeadline } from '../../journeys/index.ts'
import {
  choosableJurisdictions,
  municipalityNames,
  organisationNames,
  type ServiceInterface,
} from '../../network/index.ts'
import { allInterfaces, isActive } from '../interfaces.ts'
import { type CaseFile, getCaseToWrite } from '../queries.ts'
import { type BasisOf, coveringFor } from './bases.ts'
import { type CaseDocument, sendable } from './documents.ts'
import { needsOf } from './domain/needs.ts'
import { type Known, preselected } from './domain/prepare.ts'
import { choiceOf, type TypedHandover } from './domain/typed.ts'
import { factsOf, type Member } from './facts.ts'
import { germanWords } from './german.ts'
import { needsSetting } from './needs/setting.ts'
import { type Receiver, receiversOf } from './receivers.ts'

export interface SharingContext {
  readonly file: CaseFile
  readonly municipality: string | undefined
  readonly giver: string
  readonly members: readonly Member[]
  readonly interfaces: readonly ServiceInterface[]
  readonly chosen: ServiceInterface | undefined
  readonly receivers: readonly Receiver[]
  readonly receiver: Receiver | undefined
  readonly documents: readonly CaseDocument[]
  readonly laws: { readonly from: Id<'jurisdiction'>; readonly to: Id<'jurisdiction'> } | undefined
  readonly bases: ReadonlyMap<string, BasisOf>
  /** Undefined until receiver and interface are chosen. */
  readonly known: Known | undefined
  readonly replyBy: Day
  readonly answerDays: number
  readonly escalationDays: number
  /** What was typed, with the categories preselected where receiver or interface are new. */
  readonly typed: TypedHandover
}

interface At {
  readonly tx: Tx
  readonly actor: Actor
  readonly tenant: Pick<Tenant, 'land'>
  readonly today: Day
}

/** Throws NotFound for a file that the actor may not write to. */
export async function readContext(at: At, caseId: Id<'case'>, typed: TypedHandover): Promise<SharingContext> {
  const { tx, actor, tenant, today } = at
  const file = await getCaseToWrite(tx, actor, caseId)
  const organisations = await organisationNames(tx, today)
  const giver = organisations.find(({ id }) => id === file.organisationId)?.name ?? ''
  const { facts, members } = await factsOf(tx, actor, file, giver, today)
  const interfaces = (await allInterfaces(tx, actor, today)).filter((one) => isActive(one, today))
  const chosen = interfaces.find(({ id }) => id === typed.interface)
  const receivers = await receiversOf(at, file, chosen, organisations)
  const receiver = receivers.find(({ id }) => id === typed.to)
  const laws = await lawsOf(at, chosen)
  const documents = await sendable(tx, file.id)
  const deadlines = (await readDeadlines(tx)).value
  const covering = receiver ? await coveringFor(tx, facts.persons, receiver.id, today) : undefined
  const known: Known | undefined =
    covering && chosen
      ? {
          facts,
          bases: covering,
          needs: needsOf(
            { interfaceKey: chosen.key, jurisdictionKey: chosen.toJurisdictionKey },
            (await readSetting(tx, needsSetting)).value,
          ),
          documents: new Set(documents.map(({ id }) => id)),
          changesLaw: laws !== undefined,
          today,
        }
      : undefined
  return {
    file,
    municipality: (await municipalityNames(tx)).find(({ id }) => id === file.municipalityId)?.name,
    giver,
    members,
    interfaces,
    chosen,
    receivers,
    receiver,
    documents,
    laws,
    bases: covering?.get(file.personId) ?? new Map(),
    known,
    replyBy: replyDeadline(today, tenant.land, deadlines),
    ...deadlines,
    typed: known ? withPreselected(typed, known, members) : typed,
  }
}

/** For another receiver or interface than before, what that one needs stands ticked. */
function withPreselected(typed: TypedHandover, known: Known, members: readonly Member[]): TypedHandover {
  const choice = choiceOf(typed)
  if (typed.chosenFor === choice) return typed
  // An adult without a basis of their own cannot go along, so the box is not ticked either.
  const all = members
    .filter(({ id, role }) => role === 'child' || (known.bases.get(id)?.size ?? 0) > 0)
    .map(({ id }) => id)
  return { ...typed, members: all, categories: preselected(known, all, germanWords), chosenFor: choice }
}

async function lawsOf({ tx, actor, today }: At, chosen: ServiceInterface | undefined): Promise<SharingContext['laws']> {
  if (!chosen?.fromJurisdictionKey || !chosen.toJurisdictionKey) return undefined
  if (chosen.fromJurisdictionKey === chosen.toJurisdictionKey) return undefined
  const all = await choosableJurisdictions(tx, actor, today)
  const from = all.find(({ key }) => key === chosen.fromJurisdictionKey)?.id
  const to = all.find(({ key }) => key === chosen.toJurisdictionKey)?.id
  return from && to ? { from, to } : undefined
}
