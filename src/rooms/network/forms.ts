import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { isKey } from './domain/keys.ts'
import { bodyKinds, memberRoles, municipalityKinds, organisationKinds, targetUnits } from './domain/kinds.ts'
import { longestTargetDays } from './domain/targets.ts'

/**
 * What the forms of this room send. Each yields codes; the sentences stand below `error` in the messages. Limits are
 * those of the database. Records are chosen by key.
 */

/** What an action is given: what a form means; what may be empty may also be left out. */
export type Given<Form extends z.ZodType> = MayBeLeftOut<z.output<Form>>
type MayBeLeftOut<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name]
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Fields[Name] }

const key = () => z.string('choose').min(1, 'choose').refine(isKey, 'not-an-option')
const optionalKey = () => z.preprocess((sent) => sent || undefined, key().optional())
const address = (max: number) =>
  field.optionalText(max).refine((typed) => typed === undefined || /^https?:\/\/\S+$/.test(typed), 'not-an-address')
const pattern = (max: number, form: RegExp, code: string) =>
  field.optionalText(max).refine((typed) => typed === undefined || form.test(typed), code)

/** The version that the person saw: nobody overwrites unseen what somebody else has changed. */
const version = { version: field.version() }

const organisation = {
  kind: field.oneOf(organisationKinds),
  municipality: optionalKey(),
  isController: field.checkbox(),
  homepage: address(500),
  note: field.optionalLongText(2000),
  name: field.text(200),
  shortName: field.optionalText(60),
}
export const NewOrganisation = z.object({ ...organisation, parent: optionalKey() })
export const ChangedOrganisation = z.object({ ...organisation, ...version })

/** A new name from a day on. */
export const NewName = z.object({ name: field.text(200), shortName: field.optionalText(60), validFrom: field.day() })
/** Another parent from a day on; none chosen: it belongs to no other organisation from then on. */
export const NewParent = z.object({ parent: optionalKey(), validFrom: field.optionalDay() })
/** A row that hangs on a record and is taken back. */
export const Removal = z.object({ row: field.id<'row'>() })

const site = {
  organisation: key(),
  name: field.text(200),
  street: field.optionalText(200),
  postalCode: pattern(5, /^\d{5}$/, 'network-postal-code'),
  place: field.optionalText(120),
  municipality: optionalKey(),
  openingNote: field.optionalLongText(2000),
  accessibilityNote: field.optionalLongText(2000),
}
export const NewSite = z.object(site)
export const ChangedSite = z.object({ ...site, ...version })

const contact = {
  /** `organisation:<key>` or `site:<key>`: one list to choose from. */
  belongsTo: z
    .string('choose')
    .min(1, 'choose')
    .transform((sent, context) => {
      const [, kind, of] = /^(organisation|site):(.+)$/.exec(sent) ?? []
      if (kind && of && isKey(of)) return { kind: kind as 'organisation' | 'site', key: of }
      context.addIssue({ code: 'custom', message: 'not-an-option' })
      return z.NEVER
    }),
  office: field.text(200),
  task: field.optionalText(500),
  phone: pattern(40, /^[+0-9][0-9 ()/-]{3,39}$/, 'network-phone'),
  email: z.preprocess(
    (sent) => (typeof sent === 'string' && sent.trim() === '' ? undefined : sent),
    field.email().optional(),
  ),
  hoursNote: field.optionalText(500),
  internal: field.checkbox(),
}
export const NewContact = z.object(contact)
export const ChangedContact = z.object({ ...contact, ...version })

const degrees = (limit: number) =>
  field
    .optionalText(20)
    .refine((typed) => typed === undefined || /^-?\d{1,3}([.,]\d{1,8})?$/.test(typed), 'network-degrees')
    .transform((typed) => (typed === undefined ? undefined : Number(typed.replace(',', '.'))))
    .refine((value) => value === undefined || Math.abs(value) <= limit, 'network-degrees')

const municipality = {
  ags: field.text(8).regex(/^\d{8}$/, 'network-ags-digits'),
  name: field.text(120),
  kind: field.oneOf(municipalityKinds),
  region: optionalKey(),
  population: field.optionalWholeNumber(0, 10_000_000),
  populationOn: field.optionalDay(),
  longitude: degrees(180),
  latitude: degrees(90),
  note: field.optionalLongText(2000),
}
const wholeMunicipality = <
  Shape extends z.ZodType<{ population?: unknown; populationOn?: unknown; longitude?: unknown; latitude?: unknown }>,
>(
  shape: Shape,
) =>
  shape.superRefine((typed, context) => {
    const missing = (path: string, code: string) => context.addIssue({ code: 'custom', path: [path], message: code })
    if (typed.population !== undefined && typed.populationOn === undefined)
      missing('populationOn', 'network-population-day')
    if (typed.population === undefined && typed.populationOn !== undefined)
      missing('population', 'network-population-count')
    if (typed.longitude !== undefined && typed.latitude === undefined) missing('latitude', 'network-centre-whole')
    if (typed.longitude === undefined && typed.latitude !== undefined) missing('longitude', 'network-centre-whole')
  })
export const NewMunicipality = wholeMunicipality(z.object(municipality))
export const ChangedMunicipality = wholeMunicipality(z.object({ ...municipality, ...version }))

const jurisdiction = {
  code: field.text(40),
  name: field.text(200),
  norm: field.optionalText(300),
  note: field.optionalLongText(2000),
}
export const NewJurisdiction = z.object(jurisdiction)
export const ChangedJurisdiction = z.object({ ...jurisdiction, ...version })

const body = {
  name: field.text(200),
  shortName: field.optionalText(60),
  kind: field.oneOf(bodyKinds),
  parent: optionalKey(),
  isPublic: field.checkbox(),
  purpose: field.optionalLongText(2000),
  rhythm: field.optionalText(200),
}
export const NewBody = z.object(body)
export const ChangedBody = z.object({ ...body, ...version })

export const NewMember = z.object({
  organisation: key(),
  role: field.oneOf(memberRoles),
  validFrom: field.optionalDay(),
  validTo: field.optionalDay(),
})
export const MemberEnd = z.object({ row: field.id<'row'>(), validTo: field.day() })

/** A side is one organisation (`organisation:<key>`), any of a kind (`kind:<kind>`), or only words. */
const side = () =>
  z.preprocess(
    (sent) => sent || undefined,
    z
      .string()
      .transform((sent, context) => {
        const [, how, what] = /^(organisation|kind):(.+)$/.exec(sent) ?? []
        if (how === 'organisation' && what && isKey(what)) return { organisation: what }
        const kind = organisationKinds.find((known) => known === what)
        if (how === 'kind' && kind) return { kind }
        context.addIssue({ code: 'custom', message: 'not-an-option' })
        return z.NEVER
      })
      .optional(),
  )
/** One thing per line, empty lines left out. */
const lines = (most: number, longest: number) =>
  field.optionalLongText(most * longest).transform((typed, context) => {
    const items = (typed ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (items.length > most)
      context.addIssue({ code: 'custom', message: 'network-too-many-lines', params: { max: most } })
    if (items.some((item) => item.length > longest))
      context.addIssue({ code: 'custom', message: 'network-line-too-long', params: { max: longest } })
    return items
  })
const serviceInterface = {
  name: field.text(200),
  fromLabel: field.text(120),
  from: side(),
  fromJurisdiction: optionalKey(),
  responsibleFrom: field.optionalText(200),
  toLabel: field.text(120),
  to: side(),
  toJurisdiction: optionalKey(),
  responsibleTo: field.optionalText(200),
  trigger: field.optionalText(500),
  checklist: lines(40, 300),
}
export const NewInterface = z.object(serviceInterface)
export const ChangedInterface = z.object({ ...serviceInterface, ...version })

export const NewTarget = z
  .object({
    /** `days`, or `none` when nothing is agreed any more. */
    agreed: field.oneOf(['days', 'none']),
    days: field.optionalWholeNumber(1, longestTargetDays),
    unit: field.oneOf(targetUnits),
    validFrom: field.day(),
    agreedBetween: field.optionalText(300),
    note: field.optionalLongText(1000),
    backdated: field.checkbox(),
  })
  .superRefine((typed, context) => {
    if (typed.agreed === 'days' && typed.days === undefined)
      context.addIssue({ code: 'custom', path: ['days'], message: 'required' })
    if (typed.backdated && typed.note === undefined)
      context.addIssue({ code: 'custom', path: ['note'], message: 'network-backdated-why' })
  })

export const NewSource = z.object({
  title: field.text(300),
  address: address(1000),
  datedOn: field.optionalDay(),
  field: field.optionalText(40),
})

/** From which day on a record is no longer there. */
export const Ending = z.object({ ...version, endedOn: field.day() })
export const Reopening = z.object(version)

export const DistrictForm = z.object({
  key5: field.text(5).regex(/^\d{5}$/, 'network-district-key'),
  name: field.text(120),
  version: z.preprocess((sent) => sent || undefined, version.version.optional()),
})
export const RegionForm = z.object({ name: field.text(120) })
