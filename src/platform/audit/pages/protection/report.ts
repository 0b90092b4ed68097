/** The quarterly access report as a document. German, since it goes to offices; names only where they are given. */
import type { Day } from '../../../../kernel/day.ts'
import type { Tenant } from '../../../database/index.ts'
import type { Block, Inline, PaperDocument } from '../../../documents/index.ts'
import type { Activity, RefusedGroup } from '../../looks.ts'

export interface ReportGiven {
  readonly quarter: string
  readonly tenant: Pick<Tenant, 'name' | 'demo'>
  readonly today: Day
  readonly activity: readonly Activity[]
  readonly refused: readonly RefusedGroup[]
  /** Null: without names. */
  readonly names: ReadonlyMap<string, string> | null
  /** The words for an event. */
  readonly word: (event: string) => string
}

const cells = (...values: readonly (string | number)[]): Inline[][] => values.map((value) => [String(value)])

export function composeReport({ quarter, tenant, today, activity, refused, names, word }: ReportGiven): PaperDocument {
  const sum = (outcome: string) =>
    activity.filter((one) => one.outcome === outcome).reduce((total, { count }) => total + count, 0)
  const events = [...new Set(activity.filter(({ outcome }) => outcome === 'looked').map(({ event }) => event))]
  const countOf = (event: string) =>
    activity
      .filter((one) => one.event === event && one.outcome === 'looked')
      .reduce((total, { count }) => total + count, 0)
  const period = `${quarter.slice(6)}. Quartal ${quarter.slice(0, 4)}`
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: 'Überblick' },
    {
      kind: 'facts',
      items: [
        { term: 'Zeitraum', value: [period] },
        { term: 'Angesehen', value: [String(sum('looked'))] },
        { term: 'Geändert', value: [String(sum('done'))] },
        { term: 'Abgewiesen', value: [String(sum('refused'))] },
        { term: 'Fehlgeschlagen', value: [String(sum('failed'))] },
      ],
    },
    {
      kind: 'paragraph',
      text: [
        'Gezählt sind Einträge des Protokolls. Eine angesehene Liste ist ein Eintrag, wie viele Datensätze sie auch zeigte. ',
        names === null
          ? 'Dieser Bericht nennt keine Namen.'
          : 'Dieser Bericht nennt Namen. Wer ihn angefordert hat und warum, steht im Protokoll.',
      ],
    },
    { kind: 'heading', level: 1, text: 'Angesehen, nach Vorgang' },
    events.length === 0
      ? { kind: 'paragraph', text: ['Im Zeitraum wurde nichts angesehen, was das Protokoll festhält.'] }
      : {
          kind: 'table',
          caption: 'Angesehen, nach Vorgang',
          captionHidden: true,
          headerColumn: true,
          columns: [
            { header: 'Vorgang', width: 4 },
            { header: 'Einträge', align: 'end', width: 1 },
          ],
          rows: events.map((event) => cells(word(event), countOf(event))),
        },
    { kind: 'heading', level: 1, text: 'Abgewiesene und fehlgeschlagene Versuche' },
    refused.length === 0
      ? { kind: 'paragraph', text: ['Im Zeitraum wurde nichts abgewiesen.'] }
      : {
          kind: 'table',
          caption: 'Abgewiesene und fehlgeschlagene Versuche, nach Seite',
          captionHidden: true,
          headerColumn: true,
          columns: [
            { header: 'Vorgang', width: 3 },
            { header: 'Seite', width: 4 },
            { header: 'Versuche', align: 'end', width: 1 },
            { header: 'Mitglieder', align: 'end', width: 1 },
          ],
          rows: refused.map(({ event, route, attempts, members }) =>
            cells(word(event), route ?? '–', attempts, members),
          ),
        },
  ]
  if (names !== null) blocks.push(...byName(activity, names))
  return {
    title: 'Zugriffsbericht',
    subject: `Zugriffe und abgewiesene Versuche im ${period}`,
    language: 'de',
    issuer: tenant.name,
    marks: [...(tenant.demo ? ['DEMO'] : []), 'nicht öffentlich'],
    blocks,
    sources: [],
    createdOn: today,
    footer: names === null ? 'Ohne Namen' : 'Mit Namen: nur für die Datenschutzaufsicht im Haus',
  }
}

function byName(activity: readonly Activity[], names: ReadonlyMap<string, string>): Block[] {
  const users = [...new Set(activity.map(({ userId }) => userId).filter((id): id is string => id !== null))]
  const count = (id: string, outcome: string) =>
    activity.filter((one) => one.userId === id && one.outcome === outcome).reduce((total, one) => total + one.count, 0)
  return [
    { kind: 'heading', level: 1, text: 'Nach Person' },
    {
      kind: 'table',
      caption: 'Einträge nach Person',
      captionHidden: true,
      headerColumn: true,
      columns: [
        { header: 'Person', width: 4 },
        { header: 'Angesehen', align: 'end', width: 1 },
        { header: 'Geändert', align: 'end', width: 1 },
        { header: 'Abgewiesen', align: 'end', width: 1 },
      ],
      rows: users
        .map((id) => ({ name: names.get(id) ?? 'nicht mehr Mitglied', id }))
        .sort((one, other) => one.name.localeCompare(other.name, 'de'))
        .map(({ name, id }) =>
          cells(name, count(id, 'looked'), count(id, 'done'), count(id, 'refused') + count(id, 'failed')),
        ),
    },
  ]
}
