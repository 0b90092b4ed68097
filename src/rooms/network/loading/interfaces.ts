import { inBatches, sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { InterfaceSideData, NetworkData } from '../load.ts'
import type { LoadedNetwork } from './ids.ts'
import { find, get, kept } from './rows.ts'

/** The catalogue of interfaces with all targets that were ever agreed. */
export async function insertInterfaces(tx: Tx, data: NetworkData, ids: LoadedNetwork): Promise<void> {
  const db = tables(tx)
  const { simulated, interfaces = [] } = data
  await inBatches(
    interfaces.map((one) => {
      const [from, to] = [sideOf(one.from), sideOf(one.to)]
      return {
        ...kept(one, simulated),
        id: get(ids.interfaces, one.key),
        name: one.name,
        from_label: from.label,
        from_kind: from.kind,
        from_organisation_id: from.organisation,
        from_jurisdiction_id: from.jurisdiction,
        to_label: to.label,
        to_kind: to.kind,
        to_organisation_id: to.organisation,
        to_jurisdiction_id: to.jurisdiction,
        trigger_event: one.trigger ?? null,
        responsible_from: from.responsible,
        responsible_to: to.responsible,
        checklist: one.checklist ?? [],
      }
    }),
    (rows) => db.insertInto('service_interface').values(rows).execute(),
  )
  await inBatches(
    interfaces.flatMap((one) =>
      (one.targets ?? []).map((target, index) => ({
        interface_id: get(ids.interfaces, one.key),
        number: index + 1,
        days: target.days,
        unit: target.unit ?? ('calendarDays' as const),
        valid_from: target.from,
        agreed_between: target.agreedBetween ?? null,
        note: target.note ?? null,
        backdated: false,
        simulated: one.simulated ?? simulated,
        recorded_at: sql<Date>`now()`,
        recorded_by: null,
      })),
    ),
    (rows) => db.insertInto('interface_target').values(rows).execute(),
  )

  function sideOf({ label, kind, organisation, jurisdiction, responsible }: InterfaceSideData) {
    return {
      label,
      kind: kind ?? null,
      organisation: find(ids.organisations, organisation),
      jurisdiction: find(ids.jurisdictions, jurisdiction),
      responsible: responsible ?? null,
    }
  }
}
