import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Form,
  Hidden,
  List,
  Meta,
  Name,
  Section,
  Stack,
  TextField,
} from '../../../platform/ui/index.ts'
import { start } from '../paths.ts'
import { listRegions } from '../queries/municipalities.ts'
import { findDistrict } from '../queries/overview.ts'
import { changedMeanwhile } from './editing.tsx'
import { confirmations } from './register.tsx'
import { fieldLabels } from './words.ts'

/** The district itself and the parts that small cells of published tables are merged into. */
export async function showDistrict(request: PageRequest): Promise<Page> {
  const { tx, t, form, tenant } = request
  const district = await findDistrict(tx)
  const regions = await listRegions(tx)
  return {
    title: t('network.district.title'),
    crumbs: [{ label: t('network.title'), path: start }],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        {district && (await changedMeanwhile(request, 'district', district))}
        <Form
          withoutSummary={isConflict(form)}
          route="/network/district"
          action="/network/district"
          labels={fieldLabels(t, 'district', ['name', 'key5'])}
          initial={district ? { name: district.name, key5: district.key5 } : { name: tenant.name }}
          state={form}
        >
          {district && <Hidden name="version" value={versionFor(form, district.version)} />}
          <TextField name="name" maxLength={120} />
          <TextField name="key5" numeric width="s" maxLength={5} hint={t('network.district.key5-hint')} />
          <ButtonRow>
            <Button>{t('network.save')}</Button>
            <ButtonLink look="tertiary" to={start}>
              {t('network.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
        {district && (
          <Section title={t('network.region.many')}>
            <Stack>
              <Meta>{t('network.region.text')}</Meta>
              {regions.length > 0 && (
                <List items={regions.map(({ key, name }) => ({ key, content: <Name>{name}</Name> }))} />
              )}
              <Form
                route="/network/regions"
                action="/network/regions"
                labels={{ name: t('network.region.one') }}
                state={form}
                prefix="region-"
              >
                <TextField name="name" maxLength={120} />
                <ButtonRow>
                  <Button look="secondary">{t('network.region.add')}</Button>
                </ButtonRow>
              </Form>
            </Stack>
          </Section>
        )}
      </Stack>
    ),
  }
}
