import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { readSetting } from '../../../platform/settings/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Section,
  Stack,
  Text,
  TextField,
} from '../../../platform/ui/index.ts'
import { mappable, sections } from './indicators.ts'
import { fieldOf, mapping } from './mapping.ts'
import { controllingPath, mappingPath } from './page.tsx'

/** The mapping table: our indicators beside the codes of the Land. */
export async function showMapping({ tx, t, form }: PageRequest): Promise<Page> {
  const { value, version } = await readSetting(tx, mapping)
  const labels = Object.fromEntries(
    mappable.map((key) => {
      const [section = '', figure = ''] = key.split('.')
      const known = section === 'towns' || section === 'handOvers' ? `figure.${section}.${figure}` : undefined
      const single = section === 'caseload' || section === 'structure' ? `${section}.${figure}` : `each.${section}`
      return [fieldOf(key), t(`steering.controlling.${known ?? single}`)]
    }),
  )
  return {
    title: t('steering.controlling.mapping.title'),
    crumbs: [
      { label: t('steering.cockpit.title'), path: '/steering' },
      { label: t('steering.controlling.title'), path: controllingPath },
    ],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Text>{t('steering.controlling.mapping.text')}</Text>
        <Form
          action={mappingPath}
          route={mappingPath}
          labels={labels}
          initial={Object.fromEntries(mappable.map((key) => [fieldOf(key), value[key]]))}
          state={form ?? null}
        >
          <Hidden name="version" value={version} />
          {sections.map((section) => (
            <Section key={section} title={t(`steering.controlling.section.${section}`)}>
              {mappable
                .filter((key) => key.startsWith(`${section}.`))
                .map((key) => (
                  <TextField key={key} name={fieldOf(key)} optional maxLength={40} width="m" />
                ))}
            </Section>
          ))}
          <ButtonRow>
            <Button>{t('steering.controlling.mapping.save')}</Button>
            <ButtonLink to={controllingPath} look="tertiary">
              {t('steering.controlling.mapping.back')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
