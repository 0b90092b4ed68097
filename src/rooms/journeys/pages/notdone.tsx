import type { FormState } from '../../../platform/http/index.ts'
import { Alert, Stack, Strong, Text, useRender } from '../../../platform/ui/index.ts'

/** Whether something came in between: then the page says so at its top, since the form may not be there any more. */
export const cameBetween = (form: FormState | undefined) => form?.issues.find(({ field }) => field === '')

/** What was written by hand and would be lost where its form is gone. */
const written = ['question', 'answer', 'note', 'message']

/** Why nothing was done: who did what meanwhile. What was written stands below, to be taken along. */
export function NotDone({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  const issue = cameBetween(form)
  if (!form || !issue) return null
  const texts = written.flatMap((name) => form.values[name] ?? []).filter((text) => text.trim() !== '')
  return (
    <Alert kind="danger" title={t('journeys.deeds.not-done')}>
      <Stack gap="s">
        <Text>{t(`error.${issue.code}`, issue.values)}</Text>
        {texts.length > 0 && <Strong>{t('journeys.deeds.your-text')}</Strong>}
        {texts.map((text) => (
          <p key={text} className="nl-lines">
            {text}
          </p>
        ))}
      </Stack>
    </Alert>
  )
}
