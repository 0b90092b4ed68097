import type { Page, PageRequest } from '../../http/index.ts'
import { readSetting } from '../../settings/index.ts'
import { Button, ButtonRow, ConfirmationNote, Form, Hidden, Stack, Text, TextField } from '../../ui/index.ts'
import { keepHours } from '../setting.ts'

export const periodPath = '/admin/exports'

/** How long finished exports can be fetched. */
export async function showPeriod({ tx, t, form }: PageRequest): Promise<Page> {
  const { value, version } = await readSetting(tx, keepHours)
  return {
    title: t('exports.period.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    layout: 'narrow',
    body: (
      <Stack>
        <ConfirmationNote texts={{ changed: 'exports.period.changed' }} />
        <Text>{t('exports.period.text')}</Text>
        <Form state={form} labels={{ hours: t('exports.period.hours') }} initial={{ hours: value }}>
          <Hidden name="version" value={version} />
          <TextField name="hours" numeric width="s" hint={t('exports.period.hint')} />
          <ButtonRow>
            <Button>{t('exports.period.save')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
