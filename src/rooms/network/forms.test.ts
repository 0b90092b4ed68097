import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import * as forms from './forms.ts'

/** The codes by field, or what the form means. */
function read(schema: z.ZodType, typed: Record<string, unknown>) {
  const result = schema.safeParse(typed)
  if (result.success) return result.data
  return Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
}

const site = { organisation: 'jobcenter', name: 'Haus' }
const contact = { belongsTo: 'site:villa', office: 'Eingang' }
const town = { ags: '05570004', name: 'Ahlen', kind: 'town' }
const target = { agreed: 'days', days: '14', unit: 'calendarDays', validFrom: '12.3.2025' }
const service = { name: 'A an B', fromLabel: 'A', toLabel: 'B' }

describe('what is wrong is named by code, at its field', () => {
  test.each([
    ['site without anything', forms.NewSite, {}, { organisation: 'choose', name: 'required' }],
    ['site, postal code', forms.NewSite, { ...site, postalCode: '482' }, { postalCode: 'network-postal-code' }],
    ['site, key that is none', forms.NewSite, { ...site, organisation: 'A B' }, { organisation: 'not-an-option' }],
    ['contact, phone', forms.NewContact, { ...contact, phone: 'ruf an' }, { phone: 'network-phone' }],
    ['contact, e-mail', forms.NewContact, { ...contact, email: 'x' }, { email: 'not-an-email' }],
    ['contact of nobody', forms.NewContact, { ...contact, belongsTo: 'town:x' }, { belongsTo: 'not-an-option' }],
    ['municipality, key', forms.NewMunicipality, { ...town, ags: '05570' }, { ags: 'network-ags-digits' }],
    [
      'municipality, population without a day',
      forms.NewMunicipality,
      { ...town, population: '12.000' },
      { populationOn: 'network-population-day' },
    ],
    [
      'municipality, half a position',
      forms.NewMunicipality,
      { ...town, latitude: '51,7' },
      { longitude: 'network-centre-whole' },
    ],
    [
      'municipality, off the earth',
      forms.NewMunicipality,
      { ...town, latitude: '95', longitude: '7' },
      { latitude: 'network-degrees' },
    ],
    ['homepage', forms.NewSource, { title: 'x', address: 'javascript:alert(1)' }, { address: 'not-an-address' }],
    ['target without days', forms.NewTarget, { ...target, days: '' }, { days: 'required' }],
    ['backdated without a reason', forms.NewTarget, { ...target, backdated: 'on' }, { note: 'network-backdated-why' }],
    [
      'checklist, a line too long',
      forms.NewInterface,
      { ...service, checklist: `a\n${'b'.repeat(301)}` },
      { checklist: 'network-line-too-long' },
    ],
    [
      'checklist, too many lines',
      forms.NewInterface,
      { ...service, checklist: 'a\n'.repeat(41) },
      { checklist: 'network-too-many-lines' },
    ],
    ['side of no kind', forms.NewInterface, { ...service, from: 'kind:castle' }, { from: 'not-an-option' }],
    ['change without the version', forms.ChangedSite, site, { version: 'invalid' }],
  ])('%s', (_, schema, typed, issues) => expect(read(schema, typed)).toEqual(issues))
})

describe('what is right is what the action wants', () => {
  test('numbers and days as typed here', () => {
    const typed = { ...town, population: '53.348', populationOn: '31.12.2022', latitude: '51,7633', longitude: '7,89' }
    expect(read(forms.NewMunicipality, typed)).toMatchObject({
      population: 53_348,
      populationOn: '2022-12-31',
      latitude: 51.7633,
      longitude: 7.89,
    })
  })
  test('the sides of an interface', () => {
    expect(
      read(forms.NewInterface, { ...service, from: 'kind:municipality', to: 'organisation:jobcenter' }),
    ).toMatchObject({ from: { kind: 'municipality' }, to: { organisation: 'jobcenter' }, checklist: [] })
  })
  test('lines, without empty ones', () => {
    expect(read(forms.NewInterface, { ...service, checklist: ' Antrag \n\nPass\n' })).toMatchObject({
      checklist: ['Antrag', 'Pass'],
    })
  })
  test('no target any more needs no days', () => {
    expect(read(forms.NewTarget, { ...target, agreed: 'none', days: '' })).toMatchObject({ agreed: 'none' })
  })
})
