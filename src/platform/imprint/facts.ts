import { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import { defineSetting } from '../settings/index.ts'

/** What a district says of itself once, for all these pages and all languages. */
export const factNames = [
  'operator',
  'street',
  'city',
  'represented',
  'phone',
  'email',
  'hosting',
  'dataProtectionOfficer',
  'supervisor',
  'legalBasis',
  'feedbackMail',
  'enforcement',
  'barriers',
] as const
export type FactName = (typeof factNames)[number]

/** How the statement on accessibility came about; BITV and BITVNRW ask for it. */
export const methods = ['none', 'self', 'external'] as const
type Method = (typeof methods)[number]

export interface Facts extends Readonly<Partial<Record<FactName, string>>> {
  readonly method: Method
  /** Day of the assessment. */
  readonly assessedOn: Day | null
}

const longest = 2000
const fact = z.string().min(1).max(longest).optional()

export const factsSetting = defineSetting<Facts>({
  key: 'imprint.facts',
  schema: z.object({
    ...(Object.fromEntries(factNames.map((name) => [name, fact])) as Record<FactName, typeof fact>),
    method: z.enum(methods),
    assessedOn: z.custom<Day>((value) => typeof value === 'string').nullable(),
  }) as unknown as z.ZodType<Facts>,
  fallback: { method: 'none', assessedOn: null },
})

/** Facts without which a page has a gap; the others may be left out. */
export const neededFacts: readonly FactName[] = [
  'operator',
  'street',
  'city',
  'represented',
  'phone',
  'email',
  'hosting',
  'dataProtectionOfficer',
  'supervisor',
  'legalBasis',
  'feedbackMail',
  'enforcement',
]

/**
 * What the program knows of a Land itself. Names of authorities, without addresses, which change: a district adds them.
 * Nordrhein-Westfalen: § 10e BGG NRW and BITVNRW (statement, feedback, ombuds procedure), DSG NRW.
 */
export const knownOfLand: Readonly<Record<string, Partial<Record<FactName, string>>>> = {
  NW: {
    supervisor: 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen',
    legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW',
    enforcement:
      'Ombudsstelle für barrierefreie Informationstechnik bei der Landesbeauftragten für Menschen mit Behinderungen sowie für Patientinnen und Patienten in Nordrhein-Westfalen',
  },
}
