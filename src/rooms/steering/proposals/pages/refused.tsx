import type { FormState } from '../../../../platform/http/index.ts'
import { Alert, Text, useRender } from '../../../../platform/ui/index.ts'

/** What a button could not do, for forms without a field that could say it. */
export function Refused({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  const whole = form?.issues.filter(({ field }) => field === '') ?? []
  if (whole.length === 0) return null
  return (
    <Alert kind="danger" title={t('steering.refused')}>
      {whole.map((issue) => (
        <Text key={issue.code}>{t(`error.${issue.code}`, issue.values)}</Text>
      ))}
    </Alert>
  )
}
