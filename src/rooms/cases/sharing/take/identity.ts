/** Who stands in what was shared, read back from the lines that content.ts wrote: so nobody types a name again. */
import { isDayIssue, readTypedDay } from '../../../../platform/i18n/index.ts'
import type { SharedItem } from '../../../journeys/index.ts'
import type { Birth, PersonFields } from '../../../people/index.ts'

export interface SharedPerson extends Pick<PersonFields, 'givenName' | 'familyName' | 'birth'> {
  /** The line it was read from: what a box to tick says. */
  readonly line: string
  readonly role: 'main' | 'child' | 'partner'
}

/** The persons whose names were shared, the one of the file first; none where identity was not shared. */
export function sharedPersons(items: readonly Pick<SharedItem, 'category' | 'lines'>[]): readonly SharedPerson[] {
  return items
    .filter(({ category }) => category === 'identity')
    .flatMap(({ lines }, item) =>
      lines.map((line, index) => ({
        ...readLine(line),
        line,
        // The first item is of the person of the file and the children; each other adult has one of their own.
        role: item > 0 ? ('partner' as const) : index > 0 ? ('child' as const) : ('main' as const),
      })),
    )
}

/** `Haddad, Layla, geb. 12.03.1988`; the year alone where only that is known. */
function readLine(line: string): Pick<SharedPerson, 'givenName' | 'familyName' | 'birth'> {
  const [names = '', born] = line.split(/, geb\. /)
  const [familyName = '', givenName] = names.split(', ')
  return { familyName: familyName || null, givenName: givenName || null, birth: born ? readBorn(born) : null }
}

function readBorn(text: string): Birth | null {
  if (/^\d{4}$/.test(text)) return { date: `${text}-01-01` as Birth['date'], precision: 'year' }
  const read = readTypedDay(text)
  return isDayIssue(read) ? null : { date: read, precision: 'day' }
}
