import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { DescriptionList, Link, List, Meta, Name, Section, useRender } from '../../../platform/ui/index.ts'
import { intervals } from '../domain/validity.ts'
import { pathOf } from '../paths.ts'
import { listBodies } from '../queries/bodies.ts'
import { listContacts } from '../queries/contacts.ts'
import { listInterfaces } from '../queries/interfaces.ts'
import { getOrganisation, listOrganisations, namesOf, type Organisation, parentsOf } from '../queries/organisations.ts'
import { listSites } from '../queries/sites.ts'
import { Lines, recordPage } from './record.tsx'
import { fewRelated, Related, RelatedContacts, RelatedInterfaces } from './related.tsx'
import { periodWords } from './words.ts'

export async function showOrganisation(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const today = clock.today()
  const organisation = await getOrganisation(tx, actor, params.key, today)
  const { id, key } = organisation
  const names = intervals(await namesOf(tx, id))
  const parents = intervals(await parentsOf(tx, id, today))
  const few = { limit: fewRelated }
  const children = await listOrganisations(tx, actor, { ...few, parent: key }, today)
  const sites = await listSites(tx, actor, { ...few, organisation: key }, today)
  const contacts = await listContacts(tx, actor, { ...few, organisation: key }, today)
  const bodies = await listBodies(tx, actor, { ...few, organisation: key }, today)
  const interfaces = await listInterfaces(tx, actor, { ...few, organisation: key }, today)
  const filter = `organisation=${key}`
  return recordPage(request, {
    kind: 'organisation',
    record: organisation,
    title: organisation.name,
    headline: <Name>{organisation.name}</Name>,
    meta: [t(`network.organisation-kind.${organisation.kind}`), organisation.shortName],
    children: (
      <>
        <MasterData organisation={organisation} />
        <RelatedContacts listed={contacts} filter={filter} add={`/network/contacts/new?${filter}`} />
        <Related
          kind="site"
          listed={sites}
          filter={filter}
          add={`/network/sites/new?${filter}`}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => <Name>{[row.street, row.postalCode, row.place].filter(Boolean).join(', ')}</Name>}
        />
        <Related
          kind="organisation"
          title={t('network.organisation.children')}
          listed={children}
          filter={`parent=${key}`}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => t(`network.organisation-kind.${row.kind}`)}
        />
        <RelatedInterfaces listed={interfaces} filter={filter} />
        <Related
          kind="body"
          listed={bodies}
          filter={filter}
          name={(row) => <Name>{row.name}</Name>}
          meta={(row) => t(`network.body-kind.${row.kind}`)}
        />
        <Over organisation={organisation} names={names} parents={parents} />
      </>
    ),
  })
}

function MasterData({ organisation }: { organisation: Organisation }) {
  const { t } = useRender()
  return (
    <Section title={t('network.master-data')}>
      <DescriptionList
        items={[
          {
            term: t('network.organisation.field.parent'),
            value: organisation.parentKey && (
              <Link to={pathOf('organisation', organisation.parentKey)}>
                <Name>{organisation.parentName}</Name>
              </Link>
            ),
          },
          {
            term: t('network.organisation.field.municipality'),
            value: organisation.municipalityKey ? (
              <Link to={pathOf('municipality', organisation.municipalityKey)}>
                <Name>{organisation.municipalityName}</Name>
              </Link>
            ) : (
              t('network.organisation.whole-district')
            ),
          },
          {
            term: t('network.organisation.field.isController'),
            value: t(organisation.isController ? 'network.yes' : 'network.no'),
          },
          {
            term: t('network.organisation.field.homepage'),
            value: organisation.homepage && <Link to={organisation.homepage}>{organisation.homepage}</Link>,
          },
          { term: t('network.field.note'), value: <Lines text={organisation.note} /> },
        ].filter((item) => item.term !== t('network.field.note') || organisation.note)}
      />
    </Section>
  )
}

type Names = ReturnType<typeof intervals<Awaited<ReturnType<typeof namesOf>>[number]>>
type Parents = ReturnType<typeof intervals<Awaited<ReturnType<typeof parentsOf>>[number]>>

/** Names and parents over time: shown once there was a second one, and to those who may enter it. */
function Over({ organisation, names, parents }: { organisation: Organisation; names: Names; parents: Parents }) {
  const { t, format, may } = useRender()
  const path = pathOf('organisation', organisation.key)
  const edits = may('network.edit')
  return (
    <>
      {(names.length > 1 || edits) && (
        <Section
          title={t('network.name.over-time')}
          aside={edits && <Link to={`${path}/names`}>{t('network.name.edit')}</Link>}
        >
          {names.length > 1 ? (
            <List
              items={names.map((name) => ({
                key: name.id,
                content: (
                  <Name>
                    {name.name}
                    {name.shortName && ` (${name.shortName})`}
                  </Name>
                ),
                meta: periodWords(t, format, name.validFrom, name.validTo),
              }))}
            />
          ) : (
            <Meta>{t('network.name.always')}</Meta>
          )}
        </Section>
      )}
      {(parents.length > 1 || edits) && (
        <Section
          title={t('network.parent.over-time')}
          aside={edits && <Link to={`${path}/parents`}>{t('network.parent.edit')}</Link>}
        >
          {parents.length > 1 ? (
            <List
              items={parents.map((parent) => ({
                key: parent.id,
                content: parent.parentName ? <Name>{parent.parentName}</Name> : t('network.parent.none'),
                meta: periodWords(t, format, parent.validFrom, parent.validTo),
              }))}
            />
          ) : (
            <Meta>{t('network.parent.always')}</Meta>
          )}
        </Section>
      )}
    </>
  )
}
