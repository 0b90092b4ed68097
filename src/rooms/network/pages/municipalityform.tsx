import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { DateField, Link, Note, Select, TextArea, TextField } from '../../../platform/ui/index.ts'
import { municipalityKinds } from '../domain/kinds.ts'
import { getMunicipality, listRegions, type Municipality } from '../queries/municipalities.ts'
import { findDistrict } from '../queries/overview.ts'
import { editingPage } from './editing.tsx'
import { codeOptions, recordOptions } from './options.ts'

export async function showNewMunicipality(request: PageRequest): Promise<Page> {
  return municipalityForm(request, undefined)
}

export async function showMunicipalityForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params } = request
  return municipalityForm(request, await getMunicipality(tx, actor, params.key))
}

async function municipalityForm(request: PageRequest, municipality: Municipality | undefined): Promise<Page> {
  const { tx, t } = request
  const regions = await listRegions(tx)
  const district = await findDistrict(tx)
  return editingPage(request, {
    kind: 'municipality',
    ...(municipality && { record: municipality, title: municipality.name }),
    names: ['name', 'kind', 'ags', 'region', 'population', 'populationOn', 'latitude', 'longitude', 'note'],
    initial: municipality
      ? {
          ...municipality,
          region: municipality.regionKey,
          latitude: typedDegrees(municipality.latitude),
          longitude: typedDegrees(municipality.longitude),
        }
      : { ags: district?.key5 },
    children: (
      <>
        {!district && (
          <Note kind="attention">
            {t('network.district.first')} <Link to="/network/district">{t('network.district.enter')}</Link>
          </Note>
        )}
        <TextField name="name" maxLength={120} />
        <Select
          name="kind"
          options={codeOptions(t, 'network.municipality-kind', municipalityKinds)}
          empty={t('network.choose')}
        />
        <TextField
          name="ags"
          numeric
          width="m"
          maxLength={8}
          hint={district && t('network.municipality.ags-hint', { key: district.key5 })}
        />
        <Select
          name="region"
          optional
          hint={t('network.municipality.region-hint')}
          options={recordOptions(regions)}
          empty={t('network.municipality.no-region')}
        />
        <TextField name="population" optional numeric width="m" maxLength={12} />
        <DateField name="populationOn" optional />
        <TextField name="latitude" optional width="m" maxLength={20} hint={t('network.municipality.latitude-hint')} />
        <TextField name="longitude" optional width="m" maxLength={20} hint={t('network.municipality.longitude-hint')} />
        <TextArea name="note" optional maxLength={2000} />
      </>
    ),
  })
}

/** As people type it here: with a comma. */
const typedDegrees = (value: number | null) => (value === null ? '' : String(value).replace('.', ','))
