import type { Day } from '../../../kernel/day.ts'
import { agsIssue, districtKeyPattern } from '../domain/ags.ts'
import { type ParentSince, wouldCircle } from '../domain/hierarchy.ts'
import { isKey } from '../domain/keys.ts'
import type { SubjectKind } from '../domain/kinds.ts'
import { membershipIssue } from '../domain/members.ts'
import { isSourcedField } from '../domain/sourced.ts'
import type {
  BodyData,
  InterfaceSideData,
  NetworkData,
  OrganisationData,
  OrganisationNameData,
  SourceData,
} from '../load.ts'

/**
 * What is wrong with a network that is to be loaded, each with its place, in English: it is read by whoever wrote the
 * data. Rules that the database checks as well (lengths, codes) are left to it.
 */
export function problemsIn(data: NetworkData): string[] {
  const problems: string[] = []
  const say = (place: string, problem: string) => problems.push(`${place}: ${problem}`)

  if (!districtKeyPattern.test(data.district.key5)) say('district', `${data.district.key5} is not a key of five digits`)
  const keys = {
    region: keysOf('regions', data.regions, say),
    jurisdiction: keysOf('jurisdictions', data.jurisdictions, say),
    municipality: keysOf('municipalities', data.municipalities, say),
    organisation: keysOf('organisations', data.organisations, say),
    site: keysOf('sites', data.sites, say),
    contact: keysOf('contacts', data.contacts, say),
    body: keysOf('bodies', data.bodies, say),
    interface: keysOf('interfaces', data.interfaces, say),
  }
  const refer = (place: string, kind: keyof typeof keys, key: string | null | undefined) => {
    if (key != null && !keys[kind].has(key)) say(place, `there is no ${kind} ${key}`)
  }

  for (const municipality of data.municipalities ?? []) {
    const place = `municipalities: ${municipality.key}`
    const issue = agsIssue(municipality.ags, data.district.key5)
    if (issue) say(place, `${municipality.ags} is not a municipality key of district ${data.district.key5} (${issue})`)
    refer(place, 'region', municipality.region)
  }
  for (const organisation of data.organisations ?? []) {
    const place = `organisations: ${organisation.key}`
    if (namesIn(organisation).filter(({ since }) => since === undefined).length !== 1)
      say(place, 'exactly one name, the first, must be without `since`')
    for (const { parent } of parentsIn(organisation)) refer(place, 'organisation', parent)
    refer(place, 'municipality', organisation.municipality)
  }
  for (const key of circlesIn(data.organisations ?? [])) say(`organisations: ${key}`, 'belongs to itself')
  for (const site of data.sites ?? []) {
    refer(`sites: ${site.key}`, 'organisation', site.organisation)
    refer(`sites: ${site.key}`, 'municipality', site.municipality)
  }
  for (const contact of data.contacts ?? []) {
    const place = `contacts: ${contact.key}`
    if ((contact.organisation === undefined) === (contact.site === undefined))
      say(place, 'belongs either to an organisation or to a site')
    refer(place, 'organisation', contact.organisation)
    refer(place, 'site', contact.site)
  }
  for (const body of data.bodies ?? []) {
    const place = `bodies: ${body.key}`
    refer(place, 'body', body.parent)
    const members = membersIn(body)
    for (const member of members) refer(place, 'organisation', member.organisation)
    members.forEach((member, index) => {
      const issue = membershipIssue(members.slice(0, index), member)
      if (issue) say(place, `${member.organisation} as ${member.role}: ${issue}`)
    })
  }
  for (const { key, from, to } of data.interfaces ?? []) {
    for (const side of [from, to]) checkSide(`interfaces: ${key}`, side)
  }
  const sourced: readonly [SubjectKind, string, readonly { key: string; sources?: readonly SourceData[] }[]][] = [
    ['district', 'district', [{ key: data.district.key5, sources: data.district.sources ?? [] }]],
    ['municipality', 'municipalities', data.municipalities ?? []],
    ['organisation', 'organisations', data.organisations ?? []],
    ['site', 'sites', data.sites ?? []],
    ['contact', 'contacts', data.contacts ?? []],
    ['jurisdiction', 'jurisdictions', data.jurisdictions ?? []],
    ['body', 'bodies', data.bodies ?? []],
    ['interface', 'interfaces', data.interfaces ?? []],
  ]
  for (const [kind, list, records] of sourced)
    for (const { key, sources = [] } of records)
      for (const { field } of sources)
        if (field !== undefined && !isSourcedField(kind, field))
          say(`${list}: ${key}`, `${field} is no field of a ${kind} that a source can stand for`)
  return problems

  function checkSide(place: string, side: InterfaceSideData) {
    if (side.kind !== undefined && side.organisation !== undefined)
      say(place, `${side.label} is either one organisation or any of a kind`)
    refer(place, 'organisation', side.organisation)
    refer(place, 'jurisdiction', side.jurisdiction)
  }
}

/** The names of an organisation as a history. */
export function namesIn({ name, shortName }: OrganisationData): readonly OrganisationNameData[] {
  return typeof name === 'string' ? [{ name, ...(shortName !== undefined && { shortName }) }] : name
}

/** The parents of an organisation as a history. */
export function parentsIn({ parent }: OrganisationData): readonly { parent: string | null; since?: Day }[] {
  if (parent === undefined) return []
  return typeof parent === 'string' ? [{ parent }] : parent
}

/** The members of a body, the chair among them. */
export function membersIn({ chair, members = [] }: BodyData) {
  const listed = members.map(({ organisation, role = 'member' as const, from = null, to = null }) => ({
    organisation,
    role,
    validFrom: from,
    validTo: to,
  }))
  const chairs =
    chair === undefined ? [] : [{ organisation: chair, role: 'chair' as const, validFrom: null, validTo: null }]
  return [...chairs, ...listed]
}

function keysOf(
  list: string,
  records: readonly { readonly key: string }[] | undefined,
  say: (place: string, problem: string) => void,
): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { key } of records ?? []) {
    if (!isKey(key)) say(list, `${JSON.stringify(key)} is not a key`)
    if (keys.has(key)) say(list, `${key} is there twice`)
    keys.add(key)
  }
  return keys
}

function circlesIn(organisations: readonly OrganisationData[]): string[] {
  const known: ParentSince[] = []
  const circling: string[] = []
  for (const organisation of organisations) {
    for (const { parent, since = null } of parentsIn(organisation)) {
      const next = { child: organisation.key, parent, validFrom: since }
      if (wouldCircle(known, next)) circling.push(organisation.key)
      else known.push(next)
    }
  }
  return circling
}
