/** What the tests of the room share: two providers, two towns, a few offers that were loaded. */
import { day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import { type LoadedNetwork, loadNetwork, type NetworkData } from '../network/index.ts'
import { loadOffers, type OfferData } from './load.ts'
import type { Setting } from './recording.ts'

export const setting: Setting = { today: day('2026-11-16'), demo: false }

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  municipalities: [
    { key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town' },
    { key: 'dornsiek', ags: '05999012', name: 'Dornsiek', kind: 'municipality' },
  ],
  organisations: [
    { key: 'welfare', kind: 'welfareAssociation', name: 'Wohlfahrtsverband Nord', controller: true },
    { key: 'town', kind: 'municipality', name: 'Stadt Aulenstedt', controller: true },
  ],
}

export interface TestOffers extends TestDatabase {
  readonly ids: LoadedNetwork
  readonly offers: ReadonlyMap<string, Id<'offer'>>
  readonly organisation: (key: 'welfare' | 'town') => Id<'organisation'>
  readonly town: (key: 'aulenstedt' | 'dornsiek') => Id<'municipality'>
  readonly member: (roles: readonly RoleKey[], organisation?: 'welfare' | 'town') => Promise<Actor>
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => Promise<T>
}

export async function testOffers(): Promise<TestOffers> {
  const its = await testDatabase()
  const as: TestOffers['as'] = (who, work) => inTenant(its.db, its.tenant, who, work)
  const ids = await as('system', (tx) => loadNetwork(tx, network))
  const organisation = (key: string) => ids.organisations.get(key) as Id<'organisation'>
  const town = (key: string) => ids.municipalities.get(key) as Id<'municipality'>
  const offer = (key: string, more: Partial<OfferData>): OfferData => ({
    key,
    name: `Angebot ${key}`,
    summary: 'Hier geschieht etwas.',
    topic: 'language',
    organisationId: organisation('welfare'),
    organisation: 'Wohlfahrtsverband Nord',
    languages: ['de'],
    booking: 'registration',
    cost: 'free',
    states: [{ state: 'open', since: day('2024-01-01') }],
    ...more,
  })
  const checked = (on: string, freePlaces: number) => [
    { checkedOn: day(on), told: 'provider' as const, capacity: 12, freePlaces, waiting: 3 },
  ]
  const offers = await as('system', (tx) =>
    loadOffers(
      tx,
      [
        offer('free', { languages: ['de', 'ar'], counts: checked('2026-11-02', 4) }),
        offer('full', { reach: [town('dornsiek')], counts: checked('2026-10-01', 0) }),
        offer('stale', { targetGroups: ['frauen'], counts: checked('2026-01-15', 2) }),
        offer('cafe', {
          name: 'Begegnungscafé',
          topic: 'participation',
          organisationId: organisation('town'),
          organisation: 'Stadt Aulenstedt',
          booking: 'open',
        }),
        offer('ended', {
          states: [
            { state: 'open', since: day('2020-01-01') },
            { state: 'ended', since: day('2025-01-01'), reason: 'Förderung ausgelaufen' },
          ],
        }),
      ],
      { simulated: true },
    ),
  )
  return {
    ...its,
    ids,
    offers,
    organisation,
    town,
    as,
    async member(roles, at = 'welfare') {
      const organisationId = organisation(at)
      const actor = anActor(roles, { organisationId, controllerId: organisationId })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
  }
}
