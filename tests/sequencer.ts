import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that run for a minute and more, the longest first; the others fill the time of the second worker beside them. */
const long = [
  'tests/browser/everypage',
  'tests/fuzz/platform',
  'tests/fuzz/cases',
  'tests/fuzz/people',
  'tests/fuzz/network',
  'tests/fuzz/council',
  'tests/fuzz/measures',
  'tests/access/everyroute',
]

/** Vitest begins with the largest files, which says nothing of how long they run. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.includes(`/${name}.`))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}
