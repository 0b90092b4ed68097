import type { LoadedNetwork } from '../../network/index.ts'
import type { MeasuresData } from '../load.ts'

/**
 * What is wrong with a register that is to be loaded, each with its place, in English: it is read by whoever wrote the
 * data. Rules that the database checks as well (lengths, codes, reasons) are left to it.
 */
export function problemsIn(data: MeasuresData, ids: LoadedNetwork): string[] {
  const problems: string[] = []
  const say = (place: string, problem: string) => problems.push(`${place}: ${problem}`)
  const keys = {
    field: keysOf('fields', data.fields, say),
    'target group': keysOf('targetGroups', data.targetGroups, say),
    concept: keysOf('concepts', data.concepts, say),
    measure: keysOf('measures', data.measures, say),
    organisation: ids.organisations,
    municipality: ids.municipalities,
    body: ids.bodies,
  }
  const refer = (place: string, kind: keyof typeof keys, key: string | undefined) => {
    if (key !== undefined && !keys[kind].has(key)) say(place, `there is no ${kind} ${key}`)
  }
  for (const { key, adopted, successor } of data.concepts) {
    refer(`concepts: ${key}`, 'body', adopted?.by)
    refer(`concepts: ${key}`, 'concept', successor)
  }
  const numbers = new Set<string>()
  for (const one of data.measures) {
    const place = `measures: ${one.key}`
    if (numbers.has(one.number)) say(place, `the number ${one.number} is there twice`)
    numbers.add(one.number)
    if (one.states.length === 0) say(place, 'has no state')
    for (const { state, stalled, reason } of one.states)
      if (stalled && !reason) say(place, `stalls in state ${state} without a reason`)
    refer(place, 'organisation', one.responsible)
    for (const key of one.involved ?? []) refer(place, 'organisation', key)
    for (const key of one.municipalities ?? []) refer(place, 'municipality', key)
    for (const key of one.fields) refer(place, 'field', key)
    for (const key of one.targetGroups ?? []) refer(place, 'target group', key)
    for (const { concept } of one.concepts) refer(place, 'concept', concept)
    for (const { measure } of one.successorOf ?? []) {
      refer(place, 'measure', measure)
      if (measure === one.key) say(place, 'goes on in itself')
    }
  }
  return problems
}

function keysOf(
  list: string,
  records: readonly { readonly key: string }[],
  say: (place: string, problem: string) => void,
): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { key } of records) {
    if (keys.has(key)) say(list, `${key} is there twice`)
    keys.add(key)
  }
  return keys
}
