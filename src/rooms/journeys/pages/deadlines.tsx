import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  ConfirmationNote,
  Form,
  Hidden,
  Stack,
  Text,
  TextField,
} from '../../../platform/ui/index.ts'
import { readDeadlines } from '../setting.ts'

/** The two numbers of working days that a district has agreed on. */
export async function showDeadlines({ tx, t, form }: PageRequest): Promise<Page> {
  const { value, version } = await readDeadlines(tx)
  return {
    title: t('journeys.deadlines.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    layout: 'narrow',
    body: (
      <Stack>
        <ConfirmationNote texts={{ changed: 'journeys.deadlines.changed' }} />
        <Text>{t('journeys.deadlines.text')}</Text>
        <Form
          state={form}
          labels={{
            answerDays: t('journeys.deadlines.answer'),
            escalationDays: t('journeys.deadlines.escalation'),
          }}
          initial={{ answerDays: value.answerDays, escalationDays: value.escalationDays }}
        >
          <Hidden name="version" value={version} />
          <TextField name="answerDays" numeric width="s" hint={t('journeys.deadlines.answer-hint')} />
          <TextField name="escalationDays" numeric width="s" hint={t('journeys.deadlines.escalation-hint')} />
          <ButtonRow>
            <Button>{t('journeys.deadlines.save')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
