/**
 * The order of the rooms, as design: an arrow may only point to an earlier step. Rooms on one step do not see each
 * other. The rules for dependency-cruiser are made from these lists, so the order stands in one place.
 */
const room = (name: string) => `rooms/${name}`

export const peopleSide = ['people', 'journeys', 'interpreting', 'cases', 'schooling', 'programmes', 'training']
export const structureSide = ['measures', 'steering', 'funding', 'council', 'opendata']

export const steps: readonly (readonly string[])[] = [
  ['kernel'],
  ['engine'],
  ['platform'],
  ['start'],
  [room('network')],
  [room('offers')],
  [room('people')],
  [room('journeys')],
  [room('interpreting')],
  ['cases', 'schooling', 'programmes', 'training'].map(room),
  [room('insight')],
  ...structureSide.map((name) => [room(name)]),
  ['app.ts'],
  ['commands'],
  ['main.ts'],
]

const pathOf = (place: string) => (place.endsWith('.ts') ? `^src/${place.replace('.', '\\.')}$` : `^src/${place}/`)
const anyOf = (places: readonly string[]) => places.map(pathOf).join('|')

interface Rule {
  name: string
  severity: 'error'
  comment: string
  from: Record<string, unknown>
  to: Record<string, unknown>
}

function directionRules(): Rule[] {
  return steps.flatMap((places, step) => {
    const later = steps.slice(step + 1).flat()
    const upward: Rule[] = later.length
      ? [
          {
            name: `upward-from-${places.join('-and-').replaceAll('/', '-')}`,
            severity: 'error',
            comment: 'Imports run in one direction. News travels upward as a job.',
            from: { path: anyOf(places) },
            to: { path: anyOf(later) },
          },
        ]
      : []
    const sideways: Rule[] =
      places.length > 1 && places.every((place) => place.startsWith('rooms/'))
        ? places.map((place) => ({
            name: `sideways-from-${place.replaceAll('/', '-')}`,
            severity: 'error',
            comment: 'Rooms on one step do not see each other.',
            from: { path: pathOf(place) },
            to: { path: anyOf(places.filter((other) => other !== place)) },
          }))
        : []
    return [...upward, ...sideways]
  })
}

const testFiles = '\\.test\\.tsx?$|/testing\\.ts$|/testing/'

export const rules: readonly Rule[] = [
  ...directionRules(),
  {
    name: 'structure-sees-no-people',
    severity: 'error',
    comment: "The structure's side imports no room of the people's side; only insight reads what those publish.",
    from: { path: anyOf(structureSide.map(room)) },
    to: { path: anyOf(peopleSide.map(room)) },
  },
  {
    name: 'through-the-door',
    severity: 'error',
    comment: 'A room is entered through its index.ts only.',
    from: { path: '^(src|demo|bench)/', pathNot: '^src/rooms/' },
    to: { path: '^src/rooms/[^/]+/', pathNot: '^src/rooms/[^/]+/index\\.ts$' },
  },
  {
    name: 'through-the-door-of-another-room',
    severity: 'error',
    comment: 'A room is entered through its index.ts only.',
    from: { path: '^src/rooms/([^/]+)/' },
    to: { path: '^src/rooms/[^/]+/', pathNot: '^src/rooms/$1/|^src/rooms/[^/]+/index\\.ts$' },
  },
  {
    name: 'kernel-imports-nothing',
    severity: 'error',
    comment: 'The kernel holds values without I/O.',
    from: { path: '^src/kernel/', pathNot: testFiles },
    to: { pathNot: '^src/kernel/' },
  },
  {
    name: 'engine-has-no-dependency',
    severity: 'error',
    comment: "The engine packs as a library of its own. Node's zlib computes only; it touches no file.",
    from: { path: '^src/engine/', pathNot: `${testFiles}|^src/engine/readers/gunzip\\.ts$` },
    to: { pathNot: '^src/(engine|kernel)/' },
  },
  {
    name: 'program-needs-no-tests-or-demo',
    severity: 'error',
    comment: 'Only the command line may load the demo.',
    from: { path: '^src/', pathNot: `^src/(commands|main\\.ts)|${testFiles}` },
    to: { path: '^(tests|demo|bench)/' },
  },
  {
    name: 'no-circle',
    severity: 'error',
    comment: 'A circle means that two files are one.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'what-is-imported-exists',
    severity: 'error',
    comment: 'An import that cannot be resolved would be invisible to every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
]
