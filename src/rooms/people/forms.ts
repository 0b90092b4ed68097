/** What the forms of the room send, and what becomes of it. Codes only; the sentences stand in the messages. */
import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import { field } from '../../platform/http/index.ts'
import { readBirth } from './domain/birth.ts'
import { familyRoles, genders, germanLevels, residenceGroups } from './domain/kinds.ts'
import { languageTags } from './domain/languages.ts'
import type { PersonFields } from './domain/person.ts'
import { soughtWords } from './queries/search.ts'

const phone = () =>
  field
    .optionalText(40)
    .refine((typed) => typed === undefined || /^[+0-9][0-9 ()/-]{3,39}$/.test(typed), 'people-phone')

const birth = () =>
  field.optionalText(20).transform((typed, context) => {
    if (typed === undefined) return undefined
    const read = readBirth(typed)
    if (read) return read
    context.addIssue({ code: 'custom', message: 'people-birth' })
    return z.NEVER
  })

/** A search needs a word of two letters; birth alone would list everybody of a year. */
export const SearchForm = z
  .object({
    givenName: field.optionalText(120),
    familyName: field.optionalText(120),
    birth: field
      .optionalText(20)
      .refine((typed) => typed === undefined || readBirth(typed) !== undefined, 'people-birth'),
  })
  .refine(({ givenName, familyName }) => soughtWords(`${givenName ?? ''} ${familyName ?? ''}`).length > 0, {
    path: ['familyName'],
    message: 'people-too-short',
  })

const fields = {
  pseudonymous: field.checkbox(),
  givenName: field.optionalText(120),
  familyName: field.optionalText(120),
  birth: birth(),
  gender: field.optionalOneOf(genders),
  language: field.optionalOneOf(languageTags),
  otherLanguages: field.manyOf(languageTags),
  needsInterpreter: field.checkbox(),
  germanLevel: field.optionalOneOf(germanLevels),
  municipalityId: field.optionalId<'municipality'>(),
  phone: phone(),
  email: z.preprocess(
    (sent) => (typeof sent === 'string' && sent.trim() === '' ? undefined : sent),
    field.email().optional(),
  ),
  address: field.optionalText(300),
  reachNote: field.optionalText(500),
  residenceGroup: field.optionalOneOf(residenceGroups),
  arrivedOn: field.optionalDay(),
}

/** `search`: the one that came before. `otherPerson`: the hints were looked at and it is none of them. */
export const NewPerson = z.object({ ...fields, search: field.optionalId<'search'>(), otherPerson: field.checkbox() })

export const ChangedPerson = z.object({ ...fields, version: field.version() })

/** What the form says, as it is kept. */
export function fieldsOf(input: z.output<typeof NewPerson> | z.output<typeof ChangedPerson>): PersonFields {
  const { language, otherLanguages } = input
  return {
    pseudonymous: input.pseudonymous,
    givenName: input.givenName ?? null,
    familyName: input.familyName ?? null,
    birth: input.birth ?? null,
    gender: input.gender ?? null,
    languages: [...(language ? [language] : []), ...otherLanguages.filter((tag) => tag !== language)].slice(0, 8),
    needsInterpreter: input.needsInterpreter,
    germanLevel: input.germanLevel ?? null,
    municipalityId: (input.municipalityId ?? null) as Id<'municipality'> | null,
    phone: input.phone ?? null,
    email: input.email ?? null,
    address: input.address ?? null,
    reachNote: input.reachNote ?? null,
    residenceGroup: input.residenceGroup ?? null,
    arrivedOn: input.arrivedOn ?? null,
  }
}

/** The names of the fields as the form has them. */
export const formFields = Object.keys(fields) as readonly (keyof typeof fields)[]

/** Which of the two ends, and the versions that were compared. */
export const MergeForm = z.object({
  keep: field.id<'person'>(),
  version: field.version(),
  otherVersion: field.version(),
})

export const UndoMergeForm = z.object({ version: field.version() })

/** A code of somebody who is there already, or a new family of one. */
export const MemberForm = z.object({
  code: field.text(20),
  role: field.oneOf(familyRoles),
  since: field.day(),
})

export const EndMemberForm = z.object({ person: field.id<'person'>(), until: field.day() })

export const NewFamily = z.object({ role: field.oneOf(familyRoles), since: field.day() })
