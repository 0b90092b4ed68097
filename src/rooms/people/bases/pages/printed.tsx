import { NotFound } from '../../../../kernel/errors.ts'
import { DocumentBody } from '../../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { languages, locales } from '../../../../platform/i18n/index.ts'
import { ButtonLink, Chips, ConfirmationNote, Link, Meta, Name, Note, Stack } from '../../../../platform/ui/index.ts'
import { basisPath, informationPath, withBack } from '../paths.ts'
import { formOf, informationOf, languageAsked } from '../printing.ts'
import { getBasis } from '../queries/bases.ts'
import { findProof } from '../queries/proofs.ts'
import { shipped } from '../texts/shipped.ts'
import { backOf, crumbsTo, lookAtPerson } from './parts.tsx'

/** The form as it is signed, to be printed by the browser; the PDF beside it. */
export async function showForm(request: PageRequest<'id' | 'basis'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const person = await lookAtPerson(request)
  const basis = await getBasis(tx, actor, person.id, params.basis)
  const proof = await findProof(tx, basis.id)
  if (!proof) throw new NotFound('a task has no form')
  const path = basisPath(person.id, basis.id)
  return {
    title: t('people.bases.print.title'),
    layout: 'paper',
    meta: person.name === null ? person.code : <Name>{`${person.name} · ${person.code}`}</Name>,
    crumbs: crumbsTo(request, person, true),
    actions: <ButtonLink to={`${path}/pdf`}>{t('people.bases.print.pdf')}</ButtonLink>,
    body: (
      <Stack>
        <ConfirmationNote texts={{ drafted: 'people.bases.done.drafted' }} />
        <div className="nl-noprint">
          <Meta>
            {t('people.bases.print.then')}{' '}
            <Link to={withBack(path, backOf(request))}>{t('people.bases.sign.title')}</Link>
          </Meta>
        </div>
        <DocumentBody paper={await formOf(request, person, proof)} />
      </Stack>
    ),
  }
}

/** What is stored, who sees it and how to revoke, in the person's language. */
export async function showInformation(request: PageRequest<'id'>): Promise<Page> {
  const { t } = request
  const person = await lookAtPerson(request)
  const language = languageAsked(request, person)
  const path = informationPath(person.id)
  return {
    title: t('people.bases.information.title'),
    layout: 'paper',
    meta: person.name === null ? person.code : <Name>{`${person.name} · ${person.code}`}</Name>,
    crumbs: crumbsTo(request, person, true),
    actions: <ButtonLink to={`${path}/pdf?language=${language}`}>{t('people.bases.print.pdf')}</ButtonLink>,
    body: (
      <Stack>
        <Chips
          label={t('people.bases.field.language')}
          chips={locales.map((locale) => ({
            label: languages[locale].name,
            to: `${path}?language=${locale}`,
            current: locale === language,
          }))}
        />
        {!shipped[language].reviewed && (
          <div className="nl-noprint">
            <Note>{t('people.bases.not-reviewed')}</Note>
          </div>
        )}
        <DocumentBody paper={await informationOf(request, person, language)} />
        {await request.slot('people.information', person.id)}
      </Stack>
    ),
  }
}
