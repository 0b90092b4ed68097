import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { readSetting } from '../../../../platform/settings/index.ts'
import { Button, ConfirmationNote, Form, Hidden, Stack, TextField } from '../../../../platform/ui/index.ts'
import { writtenRules } from '../setting.ts'
import { confirmations } from './confirmations.ts'
import { crumbToCockpit } from './words.tsx'

/** The rules of the written procedure, which follow the group's rules of procedure. They hold for procedures opened later. */
export async function showRules({ tx, t, form }: PageRequest): Promise<Page> {
  const { value, version } = await readSetting(tx, writtenRules)
  return {
    title: t('steering.rules.title'),
    crumbs: crumbToCockpit(t),
    meta: t('steering.rules.about'),
    layout: 'narrow',
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Form
          labels={{
            quorumPercent: t('steering.rules.quorum'),
            objectionLimit: t('steering.rules.objections'),
            days: t('steering.rules.days'),
          }}
          initial={{ ...value }}
          state={form}
        >
          <Hidden name="version" value={version} />
          <TextField name="quorumPercent" width="s" numeric hint={t('steering.rules.quorum-hint')} />
          <TextField name="objectionLimit" width="s" numeric hint={t('steering.rules.objections-hint')} />
          <TextField name="days" width="s" numeric />
          <Button>{t('steering.rules.save')}</Button>
        </Form>
      </Stack>
    ),
  }
}
