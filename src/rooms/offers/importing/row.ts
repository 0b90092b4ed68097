import type { Day } from '../../../kernel/day.ts'
import type { SheetCell } from '../../../platform/documents/index.ts'
import {
  codesByWord,
  type Lookup,
  languagesByName,
  type Mapping,
  namesIn,
  type RowIssue,
  RowReader,
  wordForm,
} from '../../../platform/importing/index.ts'
import type { Booking, Cost } from '../domain/kinds.ts'
import type { ColumnKey } from './columns.ts'

/** What a row says of an offer; a column that the file does not have is absent, an empty cell is null. Names are ids or keys. */
export interface OfferValues {
  readonly name: string
  readonly organisationId: string | null
  readonly topic?: string | null
  readonly municipalityId?: string | null
  /** Empty: the whole district. */
  readonly reach?: readonly string[]
  readonly languages?: readonly string[]
  readonly targetGroups?: readonly string[]
  readonly summary?: string | null
  readonly description?: string | null
  readonly booking?: Booking | null
  readonly cost?: Cost | null
  readonly timesNote?: string | null
  readonly contactOffice?: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly homepage?: string | null
  readonly capacity?: number | null
  readonly freePlaces?: number | null
  readonly waiting?: number | null
  readonly checkedOn?: Day | null
}

export interface OfferLookups {
  readonly organisations: Lookup
  readonly topics: Lookup
  readonly targetGroups: Lookup
  readonly municipalities: Lookup
  /** Whose offer it is where the row does not say. */
  readonly ownOrganisation: string | null
}

export type ReadOffer =
  | { readonly kind: 'row'; readonly values: OfferValues; readonly issues: readonly RowIssue[] }
  | { readonly kind: 'beside'; readonly code: string }

const longest: Readonly<Partial<Record<ColumnKey, number>>> = {
  name: 200,
  summary: 300,
  description: 4000,
  timesNote: 500,
  contactOffice: 200,
}

const bookingOfWord = codesByWord<Booking>([
  ['open', 'ohne anmeldung', 'offen', 'frei zugänglich', 'nein', 'ohne termin'],
  ['registration', 'mit anmeldung oder termin', 'mit anmeldung', 'anmeldung', 'mit termin', 'ja', 'nach vereinbarung'],
  [
    'referral',
    'nur über vermittlung einer stelle',
    'vermittlung',
    'nur über vermittlung',
    'zuweisung',
    'über jobcenter',
  ],
])

const costOfWord = codesByWord<Cost>([
  ['free', 'kostenlos', 'kostenfrei', 'keine', 'frei', 'nein', '0', '0 €', '0 euro', 'gratis', 'gebührenfrei'],
  ['subsidised', 'mit zuschuss', 'ermäßigt', 'gefördert', 'teilweise', 'zuschuss möglich'],
  ['paid', 'kostenpflichtig', 'ja', 'gebühr', 'entgelt'],
])

const wholeDistrict = new Set(['kreisweit', 'alle', 'ganzer kreis', 'kreisgebiet', 'alle gemeinden', 'alle kommunen'])

/** Most places that an offer may have; the bound of the database. */
const mostPlaces = 10_000

/** Reads one row of a list of offers. */
export function readOffer(cells: readonly SheetCell[], mapping: Mapping, lookups: OfferLookups, today: Day): ReadOffer {
  const reader = new RowReader<ColumnKey>(cells, mapping, longest)
  const beside = reader.besides('name')
  if (beside) return { kind: 'beside', code: beside }
  const name = reader.words('name')?.replace(/\s+/g, ' ')
  if (!name) reader.say('name', 'name-missing', 'error')
  const values: OfferValues = {
    name: name ?? '',
    organisationId: readOrganisation(reader, lookups),
    topic: one(reader.list('topic', lookups.topics, 'error')),
    municipalityId: one(reader.list('municipality', lookups.municipalities, 'warning')),
    ...readReach(reader, lookups.municipalities),
    languages: reader.list('languages', languagesByName, 'warning'),
    targetGroups: reader.list('targetGroups', lookups.targetGroups, 'warning'),
    summary: reader.words('summary'),
    description: reader.words('description'),
    booking: reader.code('booking', bookingOfWord),
    cost: reader.code('cost', costOfWord),
    timesNote: reader.words('timesNote'),
    contactOffice: reader.words('contactOffice'),
    phone: readForm(reader, 'phone', /^[+0-9][0-9 ()/-]{3,39}$/),
    email: readForm(reader, 'email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/),
    homepage: readForm(reader, 'homepage', /^https?:\/\/\S{1,490}$/),
    capacity: reader.count('capacity', mostPlaces),
    freePlaces: reader.count('freePlaces', mostPlaces),
    waiting: reader.count('waiting', mostPlaces),
    checkedOn: reader.day('checkedOn', 'begin'),
  }
  if (values.checkedOn && values.checkedOn > today) reader.say('checkedOn', 'in-future', 'error', values.checkedOn)
  const { capacity, freePlaces } = values
  if (typeof capacity === 'number' && typeof freePlaces === 'number' && freePlaces > capacity)
    reader.say('freePlaces', 'more-free', 'error', String(freePlaces), String(capacity))
  return { kind: 'row', values, issues: reader.issues }
}

type OfferReader = RowReader<ColumnKey>

const one = (keys: readonly string[] | undefined): string | null | undefined => keys && (keys[0] ?? null)

function readOrganisation(reader: OfferReader, { organisations, ownOrganisation }: OfferLookups): string | null {
  const name = reader.words('organisation')
  if (!name) {
    if (ownOrganisation === null) reader.say('organisation', 'organisation-missing', 'error')
    return ownOrganisation
  }
  const [, before = '', within = ''] = /^(.*?)\s*\(([^)]*)\)\s*$/.exec(name) ?? []
  const found = [name, before, within].filter(Boolean).map((word) => organisations.get(wordForm(word)))
  const id = found.find((key) => key !== undefined)
  if (id === undefined) reader.say('organisation', 'organisation-unknown', 'error', name)
  return id ?? null
}

function readReach(reader: OfferReader, towns: Lookup): Pick<OfferValues, 'reach'> {
  let reach: readonly string[] | undefined
  reader.own('reach', (text) => {
    const names = namesIn(text)
    reach =
      text === '' || names.every((word) => wholeDistrict.has(wordForm(word)))
        ? []
        : reader.keys('reach', names, towns, 'warning')
  })
  return { ...(reach && { reach }) }
}

/** A text of a certain form; what has another is said and left open. */
function readForm(
  reader: OfferReader,
  column: 'phone' | 'email' | 'homepage',
  form: RegExp,
): string | null | undefined {
  const text = reader.words(column)
  if (!text || form.test(text)) return text
  reader.say(column, 'word-unknown', 'warning', text)
  return null
}
