import type { Day } from '../../kernel/day.ts'
import type { Area } from './domain/area.ts'
import type { BodyKind, MemberRole, MunicipalityKind, OrganisationKind, TargetUnit } from './domain/kinds.ts'

/**
 * A whole network as data, for loading in bulk: the demo tenants, and later an import of a district's own lists.
 * Things refer to each other by key (lower case, digits, hyphens, at most 60 characters; `new` and `export` are taken).
 * Keys never change, so they are the ones to use in scenarios and tests; ids are made on loading. The order within a
 * list does not matter. Days are `2026-11-16` (`day('2026-11-16')` of the kernel).
 */
export interface NetworkData {
  readonly district: DistrictData
  /** The mark "simulated" of every record that does not say otherwise. Jurisdictions are law and never marked. */
  readonly simulated: boolean
  /** Parts of the district into which small cells of published tables are merged, in the order in which they are listed. */
  readonly regions?: readonly { readonly key: string; readonly name: string }[]
  readonly jurisdictions?: readonly JurisdictionData[]
  readonly municipalities?: readonly MunicipalityData[]
  readonly organisations?: readonly OrganisationData[]
  readonly sites?: readonly SiteData[]
  readonly contacts?: readonly ContactData[]
  readonly bodies?: readonly BodyData[]
  readonly interfaces?: readonly InterfaceData[]
}

export interface DistrictData {
  /** The district's official key, five digits: `05570`. Every municipality's key begins with it. */
  readonly key5: string
  readonly name: string
  readonly sources?: readonly SourceData[]
}

/** Where a public fact stands. */
export interface SourceData {
  readonly title: string
  readonly address?: string
  /** The day of the statement, not of looking it up. */
  readonly dated?: Day
  /** The field it supports, of those in domain/sourced.ts (`population`, `name`, …); absent: the whole record. */
  readonly field?: string
}

interface RecordData {
  readonly key: string
  /** No longer there since this day. */
  readonly endedOn?: Day
  /** Where it differs from `NetworkData.simulated`. */
  readonly simulated?: boolean
  readonly sources?: readonly SourceData[]
}

export interface JurisdictionData extends RecordData {
  /** As offices write it: `SGB II`. */
  readonly code: string
  readonly name: string
  readonly norm?: string
  readonly note?: string
}

export interface MunicipalityData extends RecordData {
  /** Official key (AGS), eight digits. */
  readonly ags: string
  readonly name: string
  readonly kind: MunicipalityKind
  readonly region?: string
  readonly population?: { readonly count: number; readonly on: Day }
  /** Degrees, WGS 84. */
  readonly centre?: { readonly longitude: number; readonly latitude: number }
  readonly outline?: Area
  readonly note?: string
}

export interface OrganisationData extends RecordData {
  readonly kind: OrganisationKind
  /** One name, or its history: the first without `since`, the following each with the day they began. */
  readonly name: string | readonly OrganisationNameData[]
  readonly shortName?: string
  /** Key of the organisation it belongs to, or the history of that: the first may be without `since`. */
  readonly parent?: string | readonly { readonly parent: string | null; readonly since?: Day }[]
  /** Answers for personal data itself (Art. 4 no. 7 GDPR). */
  readonly controller?: boolean
  /** Key of the municipality it is the administration of, or has its seat in. */
  readonly municipality?: string
  readonly homepage?: string
  readonly note?: string
}

export interface OrganisationNameData {
  readonly name: string
  readonly shortName?: string
  readonly since?: Day
}

export interface SiteData extends RecordData {
  readonly organisation: string
  readonly name: string
  readonly street?: string
  readonly postalCode?: string
  readonly place?: string
  readonly municipality?: string
  readonly openingNote?: string
  readonly accessibilityNote?: string
}

/** A function, never a person. Belongs to an organisation or to a site. */
export interface ContactData extends RecordData {
  readonly organisation?: string
  readonly site?: string
  readonly office: string
  readonly task?: string
  readonly phone?: string
  readonly email?: string
  readonly hoursNote?: string
  /** For the offices among themselves only. */
  readonly internal?: boolean
}

export interface BodyData extends RecordData {
  readonly name: string
  readonly shortName?: string
  readonly kind: BodyKind
  readonly parent?: string
  /** Meets in public. */
  readonly public: boolean
  readonly purpose?: string
  /** How often it meets, in words. */
  readonly rhythm?: string
  /** Key of the organisation in the chair; the same as a member with that role. */
  readonly chair?: string
  readonly members?: readonly {
    readonly organisation: string
    readonly role?: MemberRole
    readonly from?: Day
    readonly to?: Day
  }[]
}

/** One side of an interface: words for it, and either one organisation or any of a kind. */
export interface InterfaceSideData {
  readonly label: string
  readonly organisation?: string
  readonly kind?: OrganisationKind
  readonly jurisdiction?: string
  /** The function that must act on this side, in words. */
  readonly responsible?: string
}

export interface InterfaceData extends RecordData {
  readonly name: string
  readonly from: InterfaceSideData
  readonly to: InterfaceSideData
  /** What makes responsibility pass. */
  readonly trigger?: string
  /** What must be at hand for the hand-over. */
  readonly checklist?: readonly string[]
  readonly targets?: readonly {
    /** Null: from this day on none is agreed. */
    readonly days: number | null
    /** Calendar days unless told. */
    readonly unit?: TargetUnit
    readonly from: Day
    readonly agreedBetween?: string
    readonly note?: string
  }[]
}
