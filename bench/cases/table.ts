/** What was measured, side by side, as tables of Markdown; and whether what is promised was kept. */
import { cpus, loadavg, totalmem } from 'node:os'
import { type Measured, sumOf } from './measure.ts'
import { type Operation, operations } from './operations.ts'

export interface Row extends Measured {
  readonly system: 'rooms' | 'rooms, no policies' | 'pages' | 'Payload' | 'Payload, admin'
  readonly operation: Operation | 'persons'
  readonly clients: number
}

/** Milliseconds of processor per operation: of application and database where both are told, else of both together. */
const promised: Readonly<Record<Operation, { readonly application?: number; readonly both: number }>> = {
  list: { application: 6, both: 10 },
  search: { both: 15 },
  open: { both: 8 },
  save: { both: 8 },
}

/** A worker whom policies bind is never slower than this many times one whom none binds. */
const mostSlower = 1.2

const words: Readonly<Record<Row['operation'], string>> = {
  list: 'list: 50 open cases by due date, person, total count',
  search: 'the same, by the beginning of a name',
  open: 'open a case: person, organisation, needs',
  save: 'save two fields, revision and audit',
  persons: 'search 60,000 persons by the beginning of a name',
}

/** Prints the tables; true when every promise was kept. */
export function print(rows: readonly Row[], loadBefore: number): boolean {
  const find = (system: Row['system'], operation: Row['operation'], clients = 1) =>
    rows.find((row) => row.system === system && row.operation === operation && row.clients === clients)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  console.log(`${machine}; PostgreSQL 15; ${new Date().toISOString().slice(0, 10)}`)
  console.log(`Load before: ${loadBefore.toFixed(1)}, after: ${(loadavg()[0] ?? 0).toFixed(1)}\n`)

  console.log('Processor time per operation, one client: application + PostgreSQL, ms\n')
  printTable(
    [
      'operation',
      'promised',
      'rooms',
      'no policies',
      'bound ÷ free',
      'whole page',
      'Payload',
      'Payload, admin',
      'Payload ÷ rooms',
      'Payload ÷ page',
      '',
    ],
    [...operations, 'persons' as const].map((operation) => {
      const own = find('rooms', operation)
      const page = find('pages', operation)
      const rival = find('Payload', operation)
      return [
        words[operation],
        operation === 'persons' ? '' : promiseOf(operation),
        cost(own),
        cost(find('rooms, no policies', operation)),
        ratioOf(rows, operation)?.toFixed(2) ?? '',
        cost(page),
        cost(rival),
        cost(find('Payload, admin', operation)),
        times(rival, own),
        times(rival, page),
        operation === 'persons' ? '' : isKept(rows, operation) ? 'kept' : 'BROKEN',
      ]
    }),
  )

  const levels = [...new Set(rows.map(({ clients }) => clients))].sort((one, other) => one - other)
  console.log(`\nWaiting time, 95th percentile in ms, and processor time of both together in ms, by clients\n`)
  printTable(
    ['operation', 'clients', 'rooms', 'whole page', 'Payload'],
    operations.flatMap((operation) =>
      levels.map((clients) => [
        clients === levels[0] ? words[operation] : '',
        String(clients),
        ...(['rooms', 'pages', 'Payload'] as const).map((system) => waiting(find(system, operation, clients))),
      ]),
    ),
  )
  return operations.every((operation) => isKept(rows, operation))
}

function printTable(head: readonly string[], lines: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  console.log([line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...lines.map(line)].join('\n'))
}

const cost = (row: Measured | undefined) => (row ? `${row.application.toFixed(1)} + ${row.database.toFixed(1)}` : '')
const waiting = (row: Measured | undefined) => (row ? `${row.p95.toFixed(0)} (${sumOf(row).toFixed(1)})` : '')
const times = (rival: Measured | undefined, own: Measured | undefined) =>
  rival && own ? (sumOf(rival) / sumOf(own)).toFixed(1) : ''

function promiseOf(operation: Operation): string {
  const { application, both } = promised[operation]
  return application === undefined ? `≤ ${both}` : `≤ ${application} + ${both - application}`
}

/** Bound by policies to not bound, over all clients: one level alone is too short to tell a fifth. */
function ratioOf(rows: readonly Row[], operation: Row['operation']): number | undefined {
  const total = (system: Row['system']) =>
    rows.filter((row) => row.system === system && row.operation === operation).reduce((sum, row) => sum + sumOf(row), 0)
  const free = total('rooms, no policies')
  return free > 0 ? total('rooms') / free : undefined
}

function isKept(rows: readonly Row[], operation: Operation): boolean {
  const own = rows.find((row) => row.system === 'rooms' && row.operation === operation && row.clients === 1)
  const { application = Number.POSITIVE_INFINITY, both } = promised[operation]
  if (!own || own.application > application || sumOf(own) > both) return false
  return (ratioOf(rows, operation) ?? 0) <= mostSlower
}
