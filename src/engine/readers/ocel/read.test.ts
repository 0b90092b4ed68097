import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid } from '../../../kernel/errors.ts'
import type { LabelColumn } from '../../log.ts'
import { flatten, flattenings, logKind, readObjectLog } from '../index.ts'

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}
const read = async (text: string) => await readObjectLog(bytes(text))
const at = ({ codes, labels }: LabelColumn, row: number) => labels[codes[row]!]

/** A family and its two hand-overs; the second event touches both. */
const source = {
  objectTypes: [
    { name: 'Familie', attributes: [] },
    { name: 'Übergabe', attributes: [{ name: 'Stand', type: 'string' }] },
  ],
  eventTypes: [
    { name: 'angeboten', attributes: [{ name: 'Stelle', type: 'string' }] },
    { name: 'besprochen', attributes: [] },
  ],
  objects: [
    { id: 'F1', type: 'Familie', attributes: [], relationships: [{ objectId: 'U1', qualifier: 'hat' }] },
    {
      id: 'U1',
      type: 'Übergabe',
      attributes: [
        { name: 'Stand', time: '1970-01-01T00:00:00Z', value: 'offen' },
        { name: 'Stand', time: '2026-03-02T00:00:00Z', value: 'angenommen' },
      ],
      relationships: [],
    },
    { id: 'U2', type: 'Übergabe', attributes: [], relationships: [] },
  ],
  events: [
    {
      id: 'e1',
      type: 'angeboten',
      time: '2026-03-01T10:00:00+01:00',
      attributes: [{ name: 'Stelle', value: 'Jobcenter & Partner' }],
      relationships: [{ objectId: 'U1', qualifier: 'betrifft' }],
    },
    {
      id: 'e2',
      type: 'besprochen',
      time: '2026-03-03T10:00:00Z',
      attributes: [],
      relationships: [
        { objectId: 'U1', qualifier: 'betrifft' },
        { objectId: 'U1', qualifier: 'nennt' },
        { objectId: 'U2', qualifier: 'betrifft' },
      ],
    },
  ],
}

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<log>
  <object-types>
    <object-type name="Familie"><attributes/></object-type>
    <object-type name="Übergabe"><attributes><attribute name="Stand" type="string"/></attributes></object-type>
  </object-types>
  <event-types>
    <event-type name="angeboten"><attributes><attribute name="Stelle" type="string"/></attributes></event-type>
    <event-type name="besprochen"><attributes/></event-type>
  </event-types>
  <objects>
    <object id="F1" type="Familie"><attributes/><objects><relationship object-id="U1" qualifier="hat"/></objects></object>
    <object id="U1" type="Übergabe"><attributes>
      <attribute name="Stand" time="1970-01-01T00:00:00Z">offen</attribute>
      <attribute name="Stand" time="2026-03-02T00:00:00Z"><![CDATA[angenommen]]></attribute>
    </attributes></object>
    <object id="U2" type="Übergabe"/>
  </objects>
  <events>
    <event id="e1" type="angeboten" time="2026-03-01T10:00:00+01:00"><attributes>
      <attribute name="Stelle">Jobcenter &amp; Partner</attribute></attributes>
      <objects><relationship object-id="U1" qualifier="betrifft"/></objects></event>
    <event id="e2" type="besprochen" time="2026-03-03T10:00:00Z"><objects>
      <relationship object-id="U1" qualifier="betrifft"/><relobj object-id="U1" qualifier="nennt"/>
      <relationship object-id="U2" qualifier="betrifft"/></objects></event>
  </events>
</log>`

describe('reading OCEL', () => {
  test('keeps events, objects, qualified relations and values over time', async () => {
    const { log, oddities } = await read(JSON.stringify(source))
    expect([log.events.size, log.objects.size, log.eventToObject.size, log.objectToObject.size]).toEqual([2, 3, 4, 1])
    expect(log.events.time[0]).toBe(Date.parse('2026-03-01T09:00:00Z'))
    expect(at(log.objectToObject.qualifiers, 0)).toBe('hat')
    expect(log.objects.values.map(({ value }) => value)).toEqual(['offen', 'angenommen'])
    expect(oddities).toEqual([])
  })

  test('reads the same from XML as from JSON', async () => {
    expect((await read(xml)).log).toEqual((await read(JSON.stringify(source))).log)
  })

  test('does not depend on the order of anything in the file', async () => {
    const { log } = await read(JSON.stringify(source))
    const mixed = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length })
    const one = source.events[1]!
    await fc.assert(
      fc.asyncProperty(
        mixed(source.events),
        mixed(source.objects),
        mixed(source.objectTypes),
        mixed(one.relationships),
        async (events, objects, objectTypes, relationships) => {
          const shuffled = {
            events: events.map((event) => (event.id === one.id ? { ...event, relationships } : event)),
            objects: objects.map((object) => ({ ...object, attributes: [...object.attributes].reverse() })),
            objectTypes,
            eventTypes: [...source.eventTypes].reverse(),
          }
          expect((await read(JSON.stringify(shuffled))).log).toEqual(log)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('flattens by a type: each of its objects is a case, and says what held then', async () => {
    const { log } = await read(JSON.stringify(source))
    expect(flattenings(log)).toEqual([
      { type: 'Übergabe', objects: 2, events: 2 },
      { type: 'Familie', objects: 1, events: 0 },
    ])
    const flat = flatten(log, 'Übergabe')
    const rows = Array.from({ length: flat.size }, (_, row) => [
      at(flat.cases, row),
      at(flat.activities, row),
      at(flat.attributes.get('Stelle')!, row),
      at(flat.attributes.get('case:Stand')!, row),
    ])
    expect(rows).toEqual([
      ['U1', 'angeboten', 'Jobcenter & Partner', 'offen'],
      ['U1', 'besprochen', undefined, 'angenommen'],
      ['U2', 'besprochen', undefined, undefined],
    ])
    expect(() => flatten(log, 'Haus')).toThrow(RangeError)
  })

  test('leaves out relations to nothing and keeps undeclared types, and says so with the line', async () => {
    const text = JSON.stringify({ ...source, objectTypes: [] }, null, 1).replace('"objectId": "U2"', '"objectId": "U9"')
    const { log, oddities } = await read(text)
    expect(log.eventToObject.size).toBe(3)
    expect(oddities.map(({ code, count }) => [code, count])).toEqual([
      ['type-undeclared', 3],
      ['relation-dangling', 1],
    ])
    const line = text.split('\n').findIndex((one) => one.includes('U9'))
    expect(oddities[1]?.line).toBe(line)
  })

  const lines = (...text: readonly string[]) => text.join('\n')
  test.each([
    ['log.ocel.json-malformed', 3, lines('{', '"events": [],', '"objects": [}', '}')],
    ['log.ocel.json-malformed', 2, lines('{"events": [', '{"id": 01}]}')],
    ['log.ocel.json-cut-off', 2, lines('{"events": [', '{"id": "e1"')],
    ['log.ocel.not-ocel', 1, '{"events": []}'],
    ['log.ocel.version-1', 1, '{"ocel:events": {}, "ocel:objects": {}}'],
    ['log.ocel.not-a-list', 1, '{"events": {"a": 1}, "objects": []}'],
    ['log.ocel.not-an-object', 2, lines('{"objects": [],', '"events": [1]}')],
    ['log.ocel.field-missing', 3, lines('{"objects": [],', '"events": [', '{"id": "e1"}]}')],
    ['log.ocel.not-a-value', 2, lines('{"objects": [], "events": [', '{"id": "e1", "type": "t", "time": []}]}')],
    [
      'log.ocel.event-repeated',
      3,
      lines('{"objects": [], "events": [', '{"id": "e", "type": "t"},', '{"id": "e", "type": "t"}]}'),
    ],
    [
      'log.ocel.object-repeated',
      2,
      lines(
        '{"events": [{"id": "e", "type": "t"}], "objects": [{"id": "e", "type": "t"},',
        '{"id": "e", "type": "t"}]}',
      ),
    ],
    ['log.no-events', 1, '{"events": [], "objects": []}'],
    ['log.ocel.field-missing', 3, lines('<log>', '<objects/><events>', '<event id="1"/></events></log>')],
    ['log.ocel.xml-cut-off', 2, lines('<log><objects/>', '<events>')],
    ['log.xes.mismatch', 2, lines('<log><objects/>', '<events></event></log>')],
    ['log.xes.entity', 2, lines('<log><objects/>', '<events><event id="&x;" type="t"/></events></log>')],
    ['log.xes.doctype', 1, lines('<!DOCTYPE log [<!ENTITY x "y">]>', '<log><objects/><events/></log>')],
  ])('refuses with %s on line %i', async (code, line, text) => {
    const error = await read(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Invalid)
    const [issue] = (error as Invalid).issues
    expect([issue?.code, issue?.values?.['line']]).toEqual([code, line])
  })

  test.each([
    ['JSON', JSON.stringify(source)],
    ['XML', xml],
  ])('stops at the first event too many in %s, and does not read what comes after', async (_, text) => {
    const broken = `${text.slice(0, text.indexOf('2026-03-03T10:00:00Z') + 22)} and then nonsense`
    const refused = async (limits: object) =>
      await readObjectLog(bytes(broken), limits).catch((thrown: unknown) => thrown)
    const codes = (error: unknown) => (error as Invalid).issues.map(({ code }) => code)
    expect(codes(await refused({ mostEvents: 1 }))).toEqual(['log.too-many-events'])
    expect(codes(await refused({ mostParts: 3 }))).toEqual(['log.ocel.too-many-parts'])
    expect(codes(await refused({ mostEvents: 2 }))).not.toEqual(['log.too-many-events'])
    expect((await readObjectLog(bytes(text), { mostEvents: 2 })).log.events.size).toBe(2)
  })

  test('tells the forms of logs apart by what stands in them', () => {
    const kind = (text: string) => logKind(new TextEncoder().encode(text))
    expect(kind(xml)).toBe('ocel-xml')
    expect(kind(JSON.stringify(source))).toBe('ocel-json')
    expect(kind('<log xes.version="1.0"><trace/></log>')).toBe('xes')
    expect(kind('a;b;c\n1;2;3')).toBe('csv')
    expect(kind('%PDF-1.7')).toBeUndefined()
  })
})
