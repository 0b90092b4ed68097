import { type Day, day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { addMonths, monthOf } from '../../../../kernel/period.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { changeMeasure, createMeasure, getMeasure, type Measure, type MeasureInput } from '../../../measures/index.ts'
import { addTarget, choosableInterfaces, organisationNames } from '../../../network/index.ts'
import { planOffer } from '../../../offers/index.ts'
import { planCheck } from '../../effects/index.ts'
import { type NewsKind, tellOrigins } from '../../topics/index.ts'
import { tables } from '../access.ts'
import { german } from '../german.ts'
import type { Proposal } from '../queries/proposals.ts'
import { userOf, type Writer } from '../recording.ts'
import type { Setting } from '../setting.ts'
import type { EffectKind } from '../tables.ts'

/** What an accepted proposal may set going: none, one or several of them. */
export interface SetGoing {
  readonly measure?:
    | { readonly number: string; readonly title: string; readonly field: string }
    | { readonly id: Id<'measure'> }
    | undefined
  readonly offer?: { readonly name: string; readonly topic: string } | undefined
  readonly target?: { readonly interface: Id<'interface'>; readonly days: number; readonly from: Day } | undefined
}

interface Decided {
  readonly text: string
  readonly responsible?: Id<'organisation'> | undefined
  readonly dueOn?: Day | undefined
  readonly on: Day
}

/** How those who reported the topic's findings hear of one consequence. */
interface Told {
  readonly kind: Extract<NewsKind, 'measure' | 'offer' | 'target'>
  readonly on: Day
  readonly title: string
}

/**
 * Sets going what was decided, in the transaction of the decision: a measure in the register, new or changed, a wanted offer in
 * the directory, a target of an interface; those who reported the topic's findings hear of each. Returns how many. Throws Invalid with the fields of the decision's form.
 */
export async function setGoing(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  decided: Decided,
  { measure, offer, target }: SetGoing,
): Promise<number> {
  let begun = 0
  const effect = async (kind: EffectKind, subject: string, label: string, told: Told) => {
    await noteEffect(tx, actor, proposal, { kind, subject, label })
    if (proposal.topicId !== null)
      await tellOrigins(tx, actor, proposal.topicId as Id<'topic'>, { ...told, title: told.title.slice(0, 200) })
    begun++
  }
  if (measure) {
    if ('id' in measure) {
      const label = await carryOn(tx, actor, setting, decided, measure.id)
      await effect('measureChanged', measure.id, label, { kind: 'measure', on: decided.on, title: label })
    } else {
      const id = await createMeasure(tx, actor, setting, {
        ...(await newMeasure(tx, setting, proposal, decided)),
        number: measure.number,
        title: measure.title,
        fields: [measure.field],
        state: 'adopted',
        since: decided.on,
      }).catch(renamed({ number: 'measureNumber', fields: 'measureField' }))
      await effect('measure', id, `${measure.number} ${measure.title}`, {
        kind: 'measure',
        on: decided.on,
        title: measure.title,
      })
      await planItsCheck(tx, actor, setting, proposal, decided, { id, title: measure.title })
    }
  }
  if (offer) {
    if (!may(actor, 'offers.keep-all') || !decided.responsible)
      throw new Invalid([{ field: 'offerName', code: 'steering-offer-by-coordination' }])
    const id = await planOffer(tx, actor, setting, {
      name: offer.name,
      topic: offer.topic,
      summary: decided.text.slice(0, 300),
      organisation: decided.responsible,
    }).catch(renamed({ topic: 'offerTopic' }))
    await effect('offer', id, offer.name, { kind: 'offer', on: decided.on, title: offer.name })
  }
  if (target) {
    const known = (await choosableInterfaces(tx, actor, setting.today)).find(({ id }) => id === target.interface)
    if (!known) throw new Invalid([{ field: 'targetInterface', code: 'not-an-option' }])
    await addTarget(tx, actor, setting, known.key, {
      agreed: 'days',
      days: target.days,
      unit: 'calendarDays',
      validFrom: target.from,
      agreedBetween: 'Lenkungsgruppe',
      backdated: false,
    }).catch(renamed({ backdated: 'targetFrom', validFrom: 'targetFrom', days: 'targetDays' }))
    const label = german('steering.decision.target-label', { name: known.name, days: target.days })
    await effect('target', known.key, label, {
      kind: 'target',
      on: target.from,
      title: known.name,
    })
  }
  return begun
}

/**
 * A new measure with a target is checked: planned with the decision, before anybody knows how it ends. It is thought to
 * begin on its date, else with the next month; whoever knows better enters it there.
 */
async function planItsCheck(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { interfaceId, gapId, topicId }: Proposal,
  { dueOn, on }: Decided,
  measure: { readonly id: Id<'measure'>; readonly title: string },
): Promise<void> {
  const target = interfaceId
    ? { interfaceId: interfaceId as Id<'interface'> }
    : gapId
      ? { gapId: gapId as Id<'gap'> }
      : undefined
  if (!target) return
  const startsOn = dueOn && dueOn > setting.today ? dueOn : day(`${addMonths(monthOf(on), 1)}-01`)
  await planCheck(tx, actor, setting, {
    title: measure.title,
    measureId: measure.id,
    target,
    startsOn,
    ...(topicId !== null && { topicId: topicId as Id<'topic'> }),
  })
}

/** Notes what a decision set going; once, however often it is told. */
export async function noteEffect(
  tx: Tx,
  actor: Writer,
  proposal: Pick<Proposal, 'id' | 'round'>,
  { kind, subject, label }: { readonly kind: EffectKind; readonly subject: string; readonly label: string },
): Promise<void> {
  await tables(tx)
    .insertInto('decision_effect')
    .values({
      id: newId(),
      proposal_id: proposal.id,
      round: proposal.round,
      kind,
      subject,
      label: label.slice(0, 400),
      noted_at: sql<Date>`now()`,
      noted_by: userOf(actor),
    })
    .onConflict((conflict) => conflict.constraint('decision_effect_once').doNothing())
    .execute()
}

async function newMeasure(
  tx: Tx,
  { today }: Setting,
  proposal: Proposal,
  { text, responsible, dueOn }: Decided,
): Promise<Omit<MeasureInput, 'number' | 'title' | 'fields'>> {
  const office = (await organisationNames(tx, today)).find(({ id }) => id === responsible)
  return {
    description: [text, proposal.about].join('\n\n').slice(0, 8000),
    isPublic: false,
    responsible: office?.key,
    involved: [],
    centreRole: 'involved',
    partners: proposal.involved ?? undefined,
    kimLinked: true,
    municipalities: [],
    targetGroups: [],
    plannedUntil: dueOn,
  }
}

/** Carries a measure on as decided: its text says so, its end is the decision's. Returns what it is called. */
async function carryOn(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { text, dueOn }: Decided,
  id: Id<'measure'>,
): Promise<string> {
  const measure = await getMeasure(tx, actor, id, setting.today)
  const input = {
    ...(await inputOf(tx, setting, measure)),
    description: [measure.description, text].filter(Boolean).join('\n\n').slice(0, 8000),
    ...(dueOn && { plannedUntil: dueOn }),
    kimLinked: true,
  }
  await changeMeasure(tx, actor, setting, id, input, measure.version)
  return `${measure.number} ${measure.title}`
}

async function inputOf(tx: Tx, { today }: Setting, measure: Measure): Promise<MeasureInput> {
  const keys = new Map((await organisationNames(tx, today)).map(({ id, key }) => [id as string, key]))
  const keyOf = (office: { readonly id: string } | null) => (office ? keys.get(office.id) : undefined)
  return {
    number: measure.number,
    title: measure.title,
    description: measure.description ?? undefined,
    publicText: measure.publicText ?? undefined,
    isPublic: measure.isPublic,
    fields: measure.fieldKeys,
    responsible: keyOf(measure.responsible),
    involved: measure.involved.flatMap((office) => keyOf(office) ?? []),
    centreRole: measure.centreRole,
    partners: measure.partners ?? undefined,
    kimLinked: measure.kimLinked,
    municipalities: measure.districtWide ? [] : measure.municipalityKeys,
    targetGroups: measure.targetGroupKeys,
    priority: measure.priority ?? undefined,
    plannedFrom: measure.plannedFrom ?? undefined,
    plannedUntil: measure.plannedUntil ?? undefined,
  }
}

/** What another room found wrong, at the field of the decision's form that said it. */
const renamed = (fields: Readonly<Record<string, string>>) => (error: unknown) => {
  if (!(error instanceof Invalid)) throw error
  throw new Invalid(error.issues.map((issue) => ({ ...issue, field: fields[issue.field] ?? issue.field })))
}
