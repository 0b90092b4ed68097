/** The interfaces of a scenario as records of the network, months resolved to days. */
import { dayOfNumber } from '../src/kernel/day.ts'
import type { InterfaceData, InterfaceSideData, JurisdictionData } from '../src/rooms/network/index.ts'
import type { Scenario, ScenarioInterface } from './scenario/fields.ts'
import { firstDayOf, resolveMonth, type Timeline } from './scenario/moment.ts'
import type { Office, Plan } from './simulator/plan.ts'
import { slug } from './slug.ts'

/** What a scenario does not say about an interface. */
export interface InterfaceDetails {
  readonly agreedBetween?: string
  readonly responsibleFrom?: string
  readonly responsibleTo?: string
  readonly checklist?: readonly string[]
}

/** `sideOf` names the organisation of an office, where there is one for the whole district. */
export function interfacesOf(
  plan: Plan,
  sideOf: (office: Office) => Pick<InterfaceSideData, 'organisation' | 'kind'>,
  details: Readonly<Record<string, InterfaceDetails>> = {},
): InterfaceData[] {
  return plan.interfaces.map(({ source, from, to }) => {
    const { agreedBetween, responsibleFrom, responsibleTo, checklist } = details[source.key] ?? {}
    return {
      key: source.key,
      name: source.name ?? `${from.name} → ${to.name}`,
      from: side(from, sideOf(from), responsibleFrom),
      to: side(to, sideOf(to), responsibleTo),
      ...(source.trigger === undefined ? {} : { trigger: source.trigger }),
      ...(checklist ? { checklist } : {}),
      targets: targetsOf(source, plan.timeline).map((target) => ({
        ...target,
        ...(agreedBetween ? { agreedBetween } : {}),
      })),
    }
  })
}

function side(
  office: Office,
  place: Pick<InterfaceSideData, 'organisation' | 'kind'>,
  responsible: string | undefined,
): InterfaceSideData {
  return {
    label: office.name,
    ...place,
    ...(office.jurisdiction === undefined ? {} : { jurisdiction: slug(office.jurisdiction) }),
    ...(responsible === undefined ? {} : { responsible }),
  }
}

/** A target that has held since ever begins a year before the first month. The network keeps whole days from 1 on. */
function targetsOf(
  { targetDays }: ScenarioInterface,
  timeline: Timeline,
): NonNullable<InterfaceData['targets']>[number][] {
  const history = Array.isArray(targetDays) ? targetDays : [{ days: targetDays }]
  const targets = history.map(({ from, days }: { from?: string | undefined; days: number | null }) => ({
    days: days === null ? null : Math.max(1, Math.round(days)),
    from: dayOfNumber(firstDayOf(from === undefined ? timeline.first - 12 : resolveMonth(from, timeline))),
  }))
  return targets.some((target) => target.days !== null) ? targets : []
}

/** The fields of law that a scenario names, where nobody describes them better. */
export function jurisdictionsOf(scenario: Scenario, plan: Plan): JurisdictionData[] {
  const codes = new Set([
    ...scenario.organisations.map((organisation) => organisation.jurisdiction),
    ...plan.interfaces.flatMap(({ from, to }) => [from.jurisdiction, to.jurisdiction]),
  ])
  return [...codes].filter((code) => code !== undefined).map((code) => ({ key: slug(code), code, name: code }))
}
