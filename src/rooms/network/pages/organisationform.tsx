import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Checkbox, Select, TextArea, TextField } from '../../../platform/ui/index.ts'
import { organisationKinds } from '../domain/kinds.ts'
import { choosableMunicipalities, choosableOrganisations } from '../queries/options.ts'
import { getOrganisation, type Organisation } from '../queries/organisations.ts'
import { editingPage } from './editing.tsx'
import { codeOptions, optionsWith, recordOptions } from './options.ts'

export async function showNewOrganisation(request: PageRequest): Promise<Page> {
  return organisationForm(request, undefined)
}

export async function showOrganisationForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return organisationForm(request, await getOrganisation(tx, actor, params.key, clock.today()))
}

async function organisationForm(request: PageRequest, organisation: Organisation | undefined): Promise<Page> {
  const { tx, actor, t, clock, query } = request
  const municipalities = await choosableMunicipalities(tx, actor, clock.today())
  const parents = organisation ? [] : await choosableOrganisations(tx, actor, clock.today())
  return editingPage(request, {
    kind: 'organisation',
    ...(organisation && { record: organisation, title: organisation.name }),
    names: ['name', 'shortName', 'kind', 'parent', 'municipality', 'isController', 'homepage', 'note'],
    initial: organisation
      ? { ...organisation, municipality: organisation.municipalityKey }
      : { parent: query.get('parent'), municipality: query.get('municipality') },
    children: (
      <>
        <TextField name="name" maxLength={200} hint={organisation && t('network.organisation.name-hint')} />
        <TextField name="shortName" optional maxLength={60} width="m" />
        <Select
          name="kind"
          options={codeOptions(t, 'network.organisation-kind', organisationKinds)}
          empty={t('network.choose')}
        />
        {!organisation && (
          <Select name="parent" optional options={recordOptions(parents)} empty={t('network.parent.none')} />
        )}
        <Select
          name="municipality"
          optional
          hint={t('network.organisation.municipality-hint')}
          options={optionsWith(municipalities, {
            key: organisation?.municipalityKey,
            name: organisation?.municipalityName,
          })}
          empty={t('network.organisation.whole-district')}
        />
        <Checkbox name="isController" hint={t('network.organisation.controller-hint')} />
        <TextField name="homepage" type="url" optional maxLength={500} hint={t('network.address-hint')} />
        <TextArea name="note" optional maxLength={2000} />
      </>
    ),
  })
}
