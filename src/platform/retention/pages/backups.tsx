import type { Page, PageRequest } from '../../http/index.ts'
import { readSetting } from '../../settings/index.ts'
import { Button, ButtonLink, ButtonRow, Form, Hidden, Stack, Text, TextField, useRender } from '../../ui/index.ts'
import { backupDaysSetting } from '../backups.ts'

/** How long deleted data live on in backups: a sum of what the operator keeps, which the program cannot see as a whole. */
export async function showBackups({ tx, t, form }: PageRequest, ownDays: number | null): Promise<Page> {
  const { value, version } = await readSetting(tx, backupDaysSetting)
  return {
    title: t('retention.backups.title'),
    layout: 'narrow',
    crumbs: [{ label: t('retention.title'), path: '/admin/retention' }],
    body: <Backups days={value} version={version} ownDays={ownDays} form={form} />,
  }
}

interface BackupsProps {
  readonly days: number | null
  readonly version: number
  readonly ownDays: number | null
  readonly form: PageRequest['form']
}

function Backups({ days, version, ownDays, form }: BackupsProps) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('retention.backups.text')}</Text>
      <Text>{ownDays === null ? t('retention.backups.own-none') : t('retention.backups.own', { count: ownDays })}</Text>
      <Form labels={{ days: t('retention.backups.days') }} initial={{ days }} {...(form && { state: form })}>
        <Hidden name="version" value={version} />
        <TextField name="days" numeric width="s" optional hint={t('retention.backups.days-hint')} />
        <ButtonRow>
          <Button>{t('retention.save')}</Button>
          <ButtonLink to="/admin/retention" look="tertiary">
            {t('retention.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
