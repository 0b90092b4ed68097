/** The gap register of Kreis Auental: what the coordination took over from its figures, and how far each gap has come. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { PlayedGap } from '../../src/rooms/steering/index.ts'

interface Setting {
  readonly network: LoadedNetwork
  /** The measure that closed one of them. */
  readonly closedBy: string
  readonly today: Day
}

/** The gaps, the oldest first. */
export function auentalGaps({ network, closedBy, today }: Setting): readonly PlayedGap[] {
  const town = (key: string) => network.municipalities.get(key)
  return [
    {
      input: {
        kind: 'missingOffer',
        title: 'Kinderbetreuung zu Sprachkursen am Vormittag in Aulenstedt',
        description:
          'Familien nehmen den Kursplatz nicht an, weil kein Elternteil am Vormittag ohne die Kinder kommen kann.',
        topic: 'family',
        municipalityId: town('aulenstedt'),
        targetGroup: 'Familien',
      },
      until: 'prioritised',
      priority: 'high',
      dueOn: addDays(today, 120),
    },
    {
      input: {
        kind: 'missingOffer',
        title: 'Alphabetisierung auf Kurmandschi in Hasselbeck',
        topic: 'language',
        municipalityId: town('hasselbeck'),
        targetGroup: 'Familien',
        language: 'kmr',
      },
      until: 'confirmed',
    },
    {
      input: {
        kind: 'capacity',
        title: 'Psychosoziale Beratung mit Sprachmittlung im ganzen Kreis',
        description:
          'Die Wartelisten sind länger als ein halbes Jahr. Ohne Sprachmittlung kommt kein Erstgespräch zustande.',
        topic: 'health',
      },
      until: 'prioritised',
      priority: 'high',
      dueOn: addDays(today, -10),
    },
    {
      input: {
        kind: 'access',
        title: 'Kein Bus nach der Sprechstunde in Osterfleth',
        topic: 'mobility',
        municipalityId: town('osterfleth'),
      },
      until: 'suspected',
    },
    {
      input: { kind: 'capacity', title: 'Abendkurs bis A2 für Berufstätige', topic: 'language' },
      until: 'closed',
      priority: 'medium',
      dueOn: addDays(today, -30),
      closer: { kind: 'measure', id: closedBy },
    },
    {
      input: {
        kind: 'legal',
        title: 'Kein Zugang zum Berufssprachkurs während des Asylverfahrens',
        topic: 'work',
      },
      until: 'notClosable',
      note: 'Bundesrecht. Die Lenkungsgruppe hat es dem Ministerium berichtet.',
    },
  ]
}
