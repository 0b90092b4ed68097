import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValues } from '../domain/changes.ts'
import { searched } from '../domain/searched.ts'
import type { ChangedInterface, Given, NewInterface } from '../forms.ts'
import { getInterface, type ServiceInterface } from '../queries/interfaces.ts'
import { advanced, begun, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { chosenJurisdiction, chosenOrganisation } from './chosen.ts'
import { freeKey } from './keys.ts'

type Input = Given<typeof NewInterface>

/** Adds an interface to the catalogue, without a target; returns its key. */
export async function createInterface(tx: Tx, actor: Actor, setting: Setting, input: Input): Promise<string> {
  const { row, facts } = await prepare(tx, actor, setting.today, input)
  const id = newId<'interface'>()
  const key = await freeKey(tx, 'interface', input.name)
  await tables(tx)
    .insertInto('service_interface')
    .values({ id, ...row, ...begun(actor, setting, key) })
    .execute()
  await indexWords(tx, 'interface', id, searched.interface(input))
  const changes = changesBetween({}, facts)
  await noteChange(tx, actor, { kind: 'interface', id, version: 1, event: 'created', changes })
  return key
}

/** Changes an interface. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeInterface(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof ChangedInterface>,
): Promise<void> {
  const known = await getInterface(tx, actor, key, setting.today)
  const { row, facts } = await prepare(tx, actor, setting.today, input)
  const before = factsOf({
    ...known,
    from: known.fromOrganisationName ?? known.fromKind,
    to: known.toOrganisationName ?? known.toKind,
  })
  const changes = changesBetween(before, facts)
  if (changes.length === 0) return
  const { id } = known
  const updated = await tables(tx)
    .updateTable('service_interface')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await indexWords(tx, 'interface', id, searched.interface(input))
  await noteChange(tx, actor, { kind: 'interface', id, version: input.version + 1, event: 'changed', changes })
}

async function prepare(tx: Tx, actor: Actor, today: Day, input: Input) {
  const from = await chosenSide(tx, actor, today, 'from', input.from)
  const to = await chosenSide(tx, actor, today, 'to', input.to)
  const fromLaw = await chosenLaw(tx, actor, 'fromJurisdiction', input.fromJurisdiction)
  const toLaw = await chosenLaw(tx, actor, 'toJurisdiction', input.toJurisdiction)
  return {
    row: {
      name: input.name,
      from_label: input.fromLabel,
      from_kind: from.kind,
      from_organisation_id: from.id,
      from_jurisdiction_id: fromLaw?.id ?? null,
      to_label: input.toLabel,
      to_kind: to.kind,
      to_organisation_id: to.id,
      to_jurisdiction_id: toLaw?.id ?? null,
      trigger_event: input.trigger ?? null,
      responsible_from: input.responsibleFrom ?? null,
      responsible_to: input.responsibleTo ?? null,
      checklist: input.checklist,
    },
    facts: factsOf({
      name: input.name,
      fromLabel: input.fromLabel,
      from: from.name,
      fromJurisdiction: fromLaw?.name ?? null,
      responsibleFrom: input.responsibleFrom ?? null,
      toLabel: input.toLabel,
      to: to.name,
      toJurisdiction: toLaw?.name ?? null,
      responsibleTo: input.responsibleTo ?? null,
      trigger: input.trigger ?? null,
      checklist: input.checklist,
    }),
  }
}

async function chosenSide(tx: Tx, actor: Actor, today: Day, field: string, side: Input['from']) {
  if (side?.organisation !== undefined) {
    const { id, name } = await chosenOrganisation(tx, actor, today, field, side.organisation)
    return { id, kind: null, name }
  }
  const kind = side?.kind ?? null
  return { id: null, kind, name: kind }
}

async function chosenLaw(tx: Tx, actor: Actor, field: string, key: string | undefined) {
  return key ? await chosenJurisdiction(tx, actor, field, key) : undefined
}

type Facts = Pick<
  ServiceInterface,
  | 'name'
  | 'fromLabel'
  | 'fromJurisdiction'
  | 'responsibleFrom'
  | 'toLabel'
  | 'toJurisdiction'
  | 'responsibleTo'
  | 'trigger'
  | 'checklist'
> & { readonly from: string | null; readonly to: string | null }

/** What the history keeps, by the names of the form's fields. */
function factsOf(known: Facts): FieldValues {
  return {
    name: known.name,
    fromLabel: known.fromLabel,
    from: known.from,
    fromJurisdiction: known.fromJurisdiction,
    responsibleFrom: known.responsibleFrom,
    toLabel: known.toLabel,
    to: known.to,
    toJurisdiction: known.toJurisdiction,
    responsibleTo: known.responsibleTo,
    trigger: known.trigger,
    checklist: known.checklist,
  }
}
