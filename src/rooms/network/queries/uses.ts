import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { listBodies } from './bodies.ts'
import { listContacts } from './contacts.ts'
import { listInterfaces } from './interfaces.ts'
import { listMeetings } from './meetings.ts'
import { listOrganisations } from './organisations.ts'
import { listSites } from './sites.ts'

/** Records that still refer to one, by kind: what somebody should know before ending it. */
export type Uses = Partial<Readonly<Record<Using, number>>>

type Using = RecordKind | 'meeting'

export async function usesOf(tx: Tx, actor: Actor, kind: RecordKind, key: string, today: Day): Promise<Uses> {
  const uses: Partial<Record<Using, number>> = {}
  for (const [using, count] of counters[kind] ?? []) {
    const counted = await count(tx, actor, key, today)
    if (counted > 0) uses[using] = counted
  }
  return uses
}

type Counter = (tx: Tx, actor: Actor, key: string, today: Day) => Promise<number>

const counters: Partial<Record<RecordKind, readonly (readonly [Using, Counter])[]>> = {
  organisation: [
    ['organisation', (tx, actor, parent, today) => total(listOrganisations(tx, actor, { parent, limit: 1 }, today))],
    ['site', (tx, actor, organisation, today) => total(listSites(tx, actor, { organisation, limit: 1 }, today))],
    ['contact', (tx, actor, organisation, today) => total(listContacts(tx, actor, { organisation, limit: 1 }, today))],
    ['body', (tx, actor, organisation, today) => total(listBodies(tx, actor, { organisation, limit: 1 }, today))],
    [
      'interface',
      (tx, actor, organisation, today) => total(listInterfaces(tx, actor, { organisation, limit: 1 }, today)),
    ],
  ],
  site: [['contact', (tx, actor, site, today) => total(listContacts(tx, actor, { site, limit: 1 }, today))]],
  municipality: [
    [
      'organisation',
      (tx, actor, municipality, today) => total(listOrganisations(tx, actor, { municipality, limit: 1 }, today)),
    ],
    ['site', (tx, actor, municipality, today) => total(listSites(tx, actor, { municipality, limit: 1 }, today))],
  ],
  jurisdiction: [
    [
      'interface',
      (tx, actor, jurisdiction, today) => total(listInterfaces(tx, actor, { jurisdiction, limit: 1 }, today)),
    ],
  ],
  body: [
    ['body', (tx, actor, parent, today) => total(listBodies(tx, actor, { parent, limit: 1 }, today))],
    // What was held does not need its body any more; what is still to come does.
    [
      'meeting',
      (tx, actor, body, today) => total(listMeetings(tx, actor, { body, from: today, cancelled: false, limit: 1 })),
    ],
  ],
}

async function total(listed: Promise<{ readonly total: number }>): Promise<number> {
  return (await listed).total
}
