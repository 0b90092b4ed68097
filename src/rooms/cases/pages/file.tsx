import type { ReactNode } from 'react'
import type { Id } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { ButtonLink, Columns, ConfirmationNote, Link, Name, Note, Parts, Stack } from '../../../platform/ui/index.ts'
import { municipalityNames } from '../../network/index.ts'
import {
  type Family,
  familyOf,
  getPerson,
  languageName,
  type Person,
  personPath,
  survivorOf,
} from '../../people/index.ts'
import { sections } from '../parts.ts'
import { casePath, casesPath, supervisionPath } from '../paths.ts'
import { type CaseFile, getCase } from '../queries.ts'
import { confirmations } from './confirmations.ts'

/** What must I do for this family today? Work in the main column, context beside it. */
export async function showFile(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale } = request
  const file = await getCase(tx, actor, params.id)
  await recordLook(tx, actor, { event: 'cases.file-read', subjectKind: 'cases.file', ids: [file.id] })
  const own = await getPerson(tx, actor, file.personId)
  const person = own.mergedInto ? await getPerson(tx, actor, await survivorOf(tx, actor, own.id)) : own
  const family = file.familyId ? await familyOf(tx, actor, person.id, clock.today()) : undefined
  const shown = await readSections(request, file)
  const label = labelOf(t, person, family)
  const format = createFormat(locale)
  return {
    title: `${file.reference} · ${label}`,
    name: file.reference,
    headline: (
      <>
        {file.reference} · <Name>{label}</Name>
      </>
    ),
    crumbs: [
      may(actor, 'cases.edit')
        ? { label: t('cases.title'), path: casesPath }
        : { label: t('cases.supervision.title'), path: supervisionPath },
    ],
    meta: (
      <Parts
        parts={[
          t('cases.file.kind'),
          person.pseudonymous && t('cases.file.pseudonymous'),
          person.restrictedOn && t('people.restricted'),
          file.reach === 'own' && t('cases.file.reach-own'),
          file.simulated && t('cases.simulated'),
        ]}
      />
    ),
    facts: (
      <Parts
        parts={[
          await placeOf(request, file.municipalityId),
          <Link key="person" to={personPath(person.id)}>
            {person.code}
          </Link>,
          languageOf(t, person, locale),
          person.residenceGroup && t(`people.residenceGroup.${person.residenceGroup}`),
          t('cases.file.since', { day: format.day(file.openedOn) }),
          <Phase key="phase" file={file} t={t} />,
        ]}
      />
    ),
    actions: file.writes && file.closedOn === null && <Actions id={file.id} t={t} />,
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        {person.restrictedOn && (
          <Note kind="attention">
            {t('people.data.restricted', { day: format.day(person.restrictedOn) })} {t('people.data.restricted-text')}
          </Note>
        )}
        {!file.writes && (
          <Note kind="attention">{t(file.formerOrganisationId ? 'cases.file.former' : 'cases.file.opened')}</Note>
        )}
        {file.closedOn && (
          <Note>
            {t('cases.file.ended', { day: format.day(file.closedOn), phase: t(`cases.phase.${file.phase}`) })}
          </Note>
        )}
        <Columns kind="side">
          <Stack gap="l">{shown.main}</Stack>
          <Stack gap="l">{shown.side}</Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** For the team the phase is where it changes it. */
function Phase({ file, t }: { file: CaseFile; t: PageRequest['t'] }) {
  const words = t('cases.file.phase', { phase: t(`cases.phase.${file.phase}`) })
  return file.writes ? <Link to={`${casePath(file.id)}/manage`}>{words}</Link> : words
}

function Actions({ id, t }: { id: Id<'case'>; t: PageRequest['t'] }) {
  return (
    <>
      <ButtonLink to={`${casePath(id)}/handovers/new`}>{t('cases.file.hand-over')}</ButtonLink>
      <ButtonLink look="secondary" to={`${casePath(id)}/findings/new`}>
        {t('cases.file.report')}
      </ButtonLink>
      <ButtonLink look="tertiary" to={`${casePath(id)}/notes/new`}>
        {t('cases.file.note')}
      </ButtonLink>
    </>
  )
}

/** One after the other: they share one transaction, which is one connection. */
async function readSections(request: PageRequest, file: CaseFile) {
  const main: ReactNode[] = []
  const side: ReactNode[] = []
  for (const section of [...sections].sort((one, other) => one.order - other.order)) {
    const node = await section.read(request, file)
    if (node !== null) (section.column === 'main' ? main : side).push(<div key={section.key}>{node}</div>)
  }
  return { main, side }
}

/** "Familie, 4 Personen", or the name; in pseudonymous mode the code of the person. */
export function labelOf(t: PageRequest['t'], person: Person, family: Family | undefined): string {
  const members = family?.members.filter(({ until }) => until === null).length ?? 1
  const name = person.name ?? t('cases.file.one-person')
  return members > 1 ? t('cases.file.family', { name: person.name ?? t('cases.file.a-family'), members }) : name
}

async function placeOf({ tx }: PageRequest, id: Id<'municipality'> | null): Promise<ReactNode> {
  if (id === null) return null
  const found = (await municipalityNames(tx)).find((one) => one.id === id)
  return found && <Name key="place">{found.name}</Name>
}

function languageOf(t: PageRequest['t'], person: Person, locale: PageRequest['locale']): string {
  // How well they speak German stands beside it.
  const spoken = person.languages
    .filter((tag) => tag !== 'de' || !person.germanLevel)
    .map((tag) => languageName(tag, locale))
    .join(', ')
  const german = person.germanLevel && t('cases.file.german', { level: t(`people.germanLevel.${person.germanLevel}`) })
  return [spoken, german, person.needsInterpreter && t('cases.file.interpreter')].filter(Boolean).join(', ')
}
