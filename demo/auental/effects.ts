/** What the measures of Kreis Auental are to change, and what became of it: the figures of the scenario decide. */
import { type Day, day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { addMonths, monthOf } from '../../src/kernel/period.ts'
import type { LoadedMeasures } from '../../src/rooms/measures/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { PlayedCheck } from '../../src/rooms/steering/index.ts'
import { slug } from '../slug.ts'
import { topicTitles } from './topictitles.ts'

interface Known {
  readonly network: LoadedNetwork
  readonly measures: LoadedMeasures['measures']
  readonly topics: ReadonlyMap<string, Id<'topic'>>
  /** Of gaps of the register that are still open, by what they are called. */
  readonly gaps: ReadonlyMap<string, Id<'gap'>>
  /** The last day of the scenario. */
  readonly until: Day
}

const courses = 'Alphabetisierungskurse mit Kinderbetreuung'
/** As `gaps.ts` calls it. */
const childcare = 'Kinderbetreuung zu Sprachkursen am Vormittag in Aulenstedt'

const interpreters = 'Sprachmittlerpool'
const counselling = 'Psychosoziale Beratung mit Sprachmittlung im ganzen Kreis'

/** One that the scenario made shorter, one that began two months ago, one on a gap, two that are to begin. */
export function auentalEffects({ network, measures, topics, gaps, until }: Known): readonly PlayedCheck[] {
  /** The first day of the month so many months from the last of the scenario. */
  const first = (months: number) => day(`${addMonths(monthOf(until), months)}-01`)
  const check = (title: string, key: string) => ({
    title,
    measureId: measures.get(slug(title)) as Id<'measure'>,
    target: { interfaceId: network.interfaces.get(key) as Id<'interface'> },
  })
  return [
    {
      ...check('Sammeltermin mit allen Kursträgern', 'jobcenter-sprachkurs'),
      startsOn: first(-8),
      expectedDrop: 30,
      told: true,
    },
    {
      ...check('Psychosoziale Sprechstunde in den Gemeinden', 'kim-psychosoziale-beratung'),
      startsOn: first(-1),
      expectedDrop: 20,
      topicId: topics.get(topicTitles.places),
      told: true,
    },
    {
      ...check('Übergang vom Sozialamt zum Jobcenter ohne Lücke', 'sozialamt-jobcenter'),
      startsOn: first(3),
      expectedDrop: 30,
      topicId: topics.get(topicTitles.appointments),
      told: false,
    },
    {
      title: interpreters,
      measureId: measures.get(slug(interpreters)) as Id<'measure'>,
      target: { gapId: gaps.get(counselling) as Id<'gap'> },
      startsOn: first(-10),
      towns: ['aulenstedt', 'bruchwede'],
      comparisonTowns: ['ellerbrink', 'nienwalde', 'lohwinkel'],
      told: true,
    },
    {
      title: courses,
      measureId: measures.get(slug(courses)) as Id<'measure'>,
      target: { gapId: gaps.get(childcare) as Id<'gap'> },
      startsOn: first(3),
      told: false,
    },
  ]
}
