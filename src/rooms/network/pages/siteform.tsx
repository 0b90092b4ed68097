import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Select, TextArea, TextField } from '../../../platform/ui/index.ts'
import { choosableMunicipalities, choosableOrganisations } from '../queries/options.ts'
import { getSite, type Site } from '../queries/sites.ts'
import { editingPage } from './editing.tsx'
import { optionsWith } from './options.ts'

export async function showNewSite(request: PageRequest): Promise<Page> {
  return siteForm(request, undefined)
}

export async function showSiteForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return siteForm(request, await getSite(tx, actor, params.key, clock.today()))
}

async function siteForm(request: PageRequest, site: Site | undefined): Promise<Page> {
  const { tx, actor, t, clock, query } = request
  const organisations = await choosableOrganisations(tx, actor, clock.today())
  const municipalities = await choosableMunicipalities(tx, actor, clock.today())
  return editingPage(request, {
    kind: 'site',
    ...(site && { record: site, title: site.name }),
    names: [
      'organisation',
      'name',
      'street',
      'postalCode',
      'place',
      'municipality',
      'openingNote',
      'accessibilityNote',
    ],
    initial: site
      ? { ...site, organisation: site.organisationKey, municipality: site.municipalityKey }
      : { organisation: query.get('organisation'), municipality: query.get('municipality') },
    children: (
      <>
        <Select
          name="organisation"
          options={optionsWith(organisations, { key: site?.organisationKey, name: site?.organisationName })}
          empty={t('network.choose')}
        />
        <TextField name="name" maxLength={200} hint={t('network.site.name-hint')} />
        <TextField name="street" optional maxLength={200} />
        <TextField name="postalCode" optional numeric width="s" maxLength={5} />
        <TextField name="place" optional maxLength={120} />
        <Select
          name="municipality"
          optional
          options={optionsWith(municipalities, { key: site?.municipalityKey, name: site?.municipalityName })}
          empty={t('network.site.outside')}
        />
        <TextArea name="openingNote" optional maxLength={2000} rows={3} />
        <TextArea
          name="accessibilityNote"
          optional
          maxLength={2000}
          rows={3}
          hint={t('network.site.accessibility-hint')}
        />
      </>
    ),
  })
}
