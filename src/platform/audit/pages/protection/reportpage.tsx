import type { FormState } from '../../../http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  Form,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'

export function ReportPage({ quarters, form }: { quarters: readonly string[]; form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('protection.report.text')}</Text>
      <Form
        labels={{
          quarter: t('protection.report.quarter'),
          form: t('protection.report.form'),
          named: t('protection.report.named'),
          reason: t('protection.report.reason'),
        }}
        failure={t('protection.report.failure')}
        initial={{ quarter: quarters[1] ?? quarters[0] ?? null, form: 'pdf' }}
        {...(form && { state: form })}
      >
        <Select
          name="quarter"
          options={quarters.map((quarter) => ({
            value: quarter,
            label: t('protection.report.quarter-name', { number: quarter.slice(6), year: quarter.slice(0, 4) }),
          }))}
        />
        <RadioGroup
          name="form"
          choices={['pdf', 'docx'].map((one) => ({ value: one, label: t(`protection.report.${one}`) }))}
        />
        <Checkbox name="named" hint={t('protection.report.named-hint')} />
        <TextField name="reason" maxLength={300} hint={t('protection.report.reason-hint')} />
        <ButtonRow>
          <Button>{t('protection.report.make')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}
