/** What no field can know alone: names that must be known, and plans that contradict each other. */
import type { Scenario } from './fields.ts'

export interface Contradiction {
  readonly path: (string | number)[]
  readonly message: string
}

export function contradictionsIn(scenario: Scenario): Contradiction[] {
  return [
    ...duplicates(scenario, 'towns', 'name'),
    ...duplicates(scenario, 'groups', 'name'),
    ...duplicates(scenario, 'organisations', 'key'),
    ...duplicates(scenario, 'interfaces', 'key'),
    ...duplicates(scenario, 'measures', 'key'),
    ...duplicates(scenario, 'gaps', 'key'),
    ...unknownNames(scenario),
    ...impossibleShares(scenario),
    ...touchedComparison(scenario),
  ]
}

function* duplicates<L extends 'towns' | 'groups' | 'organisations' | 'interfaces' | 'measures' | 'gaps'>(
  scenario: Scenario,
  list: L,
  field: string,
): Generator<Contradiction> {
  const seen = new Map<unknown, number>()
  for (const [index, entry] of scenario[list].entries()) {
    const value = (entry as Record<string, unknown>)[field]
    const earlier = seen.get(value)
    if (earlier !== undefined) {
      yield {
        path: [list, index, field],
        message: `"${value}" is already taken by ${list}[${earlier}]; give each its own`,
      }
    }
    seen.set(value, index)
  }
}

function* unknownNames(scenario: Scenario): Generator<Contradiction> {
  const towns = new Set(scenario.towns.map((town) => town.name))
  const groups = new Set(scenario.groups.map((group) => group.name))
  const interfaces = new Set(scenario.interfaces.map((entry) => entry.key))
  const gaps = new Set(scenario.gaps.map((gap) => gap.key))
  const organisations = new Set([
    ...scenario.organisations.map((organisation) => organisation.key),
    ...scenario.interfaces.flatMap((entry) => [entry.from, entry.to]),
  ])
  function* known(set: Set<string>, kind: string, names: readonly (string | undefined)[], path: (string | number)[]) {
    for (const [index, name] of names.entries()) {
      if (name === undefined || set.has(name)) continue
      yield {
        path: names.length > 1 ? [...path, index] : path,
        message: `there is no ${kind} "${name}"; known are ${list(set)}`,
      }
    }
  }
  for (const [index, entry] of scenario.interfaces.entries()) {
    yield* known(towns, 'town', entry.towns ?? [], ['interfaces', index, 'towns'])
    for (const name of Object.keys(entry.townFactors))
      yield* known(towns, 'town', [name], ['interfaces', index, 'townFactors', name])
    for (const name of Object.keys(entry.groups ?? {}))
      yield* known(groups, 'group', [name], ['interfaces', index, 'groups', name])
  }
  for (const part of ['hurdles', 'changes', 'measures'] as const) {
    for (const [index, effect] of scenario[part].entries()) {
      yield* known(interfaces, 'interface', [effect.interface], [part, index, 'interface'])
      yield* known(towns, 'town', effect.towns ?? [], [part, index, 'towns'])
      yield* known(groups, 'group', effect.groups ?? [], [part, index, 'groups'])
    }
  }
  for (const [index, measure] of scenario.measures.entries())
    yield* known(gaps, 'gap', [measure.gap], ['measures', index, 'gap'])
  for (const [index, gap] of scenario.gaps.entries()) {
    yield* known(towns, 'town', gap.towns ?? [], ['gaps', index, 'towns'])
    yield* known(groups, 'group', [gap.group], ['gaps', index, 'group'])
    yield* known(organisations, 'organisation', [gap.recordedBy], ['gaps', index, 'recordedBy'])
  }
  for (const [index, { town }] of scenario.missing.silent.entries())
    yield* known(towns, 'town', [town], ['missing', 'silent', index, 'town'])
  yield* known(interfaces, 'interface', scenario.comparison.interfaces, ['comparison', 'interfaces'])
  yield* known(towns, 'town', scenario.comparison.towns, ['comparison', 'towns'])
}

function* impossibleShares(scenario: Scenario): Generator<Contradiction> {
  for (const [index, entry] of scenario.interfaces.entries()) {
    const sum = entry.declinedShare + entry.withdrawnShare + entry.neverShare
    if (sum > 1) {
      yield {
        path: ['interfaces', index],
        message: `declinedShare + withdrawnShare + neverShare is ${sum}; together they may be at most 1`,
      }
    }
    if (entry.from === entry.to) {
      yield {
        path: ['interfaces', index, 'to'],
        message: 'gives to itself; an interface needs two different organisations',
      }
    }
    for (const field of ['declineReasons', 'groups'] as const) {
      const weights = entry[field]
      if (weights && !Object.values(weights).some((weight) => weight > 0)) {
        yield { path: ['interfaces', index, field], message: 'all weights are 0; give at least one weight above 0' }
      }
    }
  }
}

function* touchedComparison({ comparison, hurdles, changes, measures }: Scenario): Generator<Contradiction> {
  const isLasting = hurdles.map((hurdle) => (hurdle.from ?? hurdle.to) === undefined)
  for (const [part, effects] of Object.entries({ hurdles, changes, measures })) {
    for (const [index, effect] of effects.entries()) {
      const always = part === 'hurdles' && isLasting[index]
      if (effect.interface !== undefined && !always && comparison.interfaces.includes(effect.interface)) {
        yield {
          path: [part, index, 'interface'],
          message: `"${effect.interface}" is kept for comparison; take it out of comparison.interfaces or choose another`,
        }
      }
      const town = always ? undefined : effect.towns?.find((name) => comparison.towns.includes(name))
      if (town !== undefined) {
        yield {
          path: [part, index, 'towns'],
          message: `"${town}" is kept for comparison; take it out of comparison.towns or of this list`,
        }
      }
    }
  }
}

function list(names: Set<string>): string {
  const shown = [...names].slice(0, 8).map((name) => `"${name}"`)
  if (names.size === 0) return 'none'
  return names.size > 8 ? `${shown.join(', ')} and ${names.size - 8} more` : shown.join(', ')
}
