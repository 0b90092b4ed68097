/** From the records to the papers of paper.ts. */
import { toPdf } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { isLocale, type Locale } from '../../../platform/i18n/index.ts'
import { organisationNames } from '../../network/index.ts'
import type { Person } from '../queries/persons.ts'
import { composeText } from './compose.ts'
import { carries, stateOf } from './domain/validity.ts'
import { formPaper, informationPaper } from './pages/paper.ts'
import { type Basis, basesOf } from './queries/bases.ts'
import type { Proof } from './queries/proofs.ts'
import { textLanguageOf } from './texts/shipped.ts'

/** The form that a person signs, as its draft was made: word for word, whatever the texts say now. */
export async function formOf(request: PageRequest, person: Person, proof: Proof) {
  const { tx, tenant, clock } = request
  const names = await organisationNames(tx, clock.today())
  return formPaper({
    issuer: names.find(({ id }) => id === person.controllerId)?.name ?? tenant.name,
    person: person.name ?? person.code,
    language: isLocale(proof.language) ? proof.language : 'de',
    wording: proof.wording,
    reviewed: proof.editions.otherReviewed,
    today: clock.today(),
    marks: marksOf(request),
  })
}

/** The sheet for the person, from what holds today. */
export async function informationOf(request: PageRequest, person: Person, language: Locale) {
  const { tx, actor, tenant, clock } = request
  const today = clock.today()
  const names = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  const issuer = names.get(person.controllerId) ?? tenant.name
  const { wording, editions } = await composeText(tx, 'information', language, { issuer })
  const bases = (await basesOf(tx, actor, person.id)).filter((basis) => carries[stateOf(basis, today)])
  return informationPaper(
    {
      issuer,
      person: person.name ?? person.code,
      language,
      wording,
      reviewed: editions.otherReviewed,
      today,
      marks: marksOf(request),
    },
    bases.map((basis: Basis) => ({ basis, recipient: names.get(basis.recipientId) ?? '' })),
  )
}

/** The language that an address asks for, else that of the person. */
export function languageAsked({ query }: PageRequest, person: Person): Locale {
  const asked = query.get('language') ?? ''
  return isLocale(asked) ? asked : textLanguageOf(person.languages)
}

/** The name of a file tells nothing about the person but the code. */
export async function pdfOf(paper: ReturnType<typeof formPaper>, name: string, person: Person): Promise<Download> {
  return { type: 'application/pdf', filename: `${name}-${person.code}.pdf`, body: await toPdf(paper) }
}

const marksOf = ({ tenant }: PageRequest): readonly string[] => (tenant.demo ? ['DEMO'] : [])
