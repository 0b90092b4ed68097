import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  Code,
  ConfirmationNote,
  FileField,
  Form,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { latestSource } from './queries.ts'

/** Importing a matrix of travel times, and what holds now. */
export async function showTravelTimes({ tx, t, form }: PageRequest): Promise<Page> {
  const latest = await latestSource(tx)
  return {
    title: t('insight.travel.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    layout: 'narrow',
    body: <TravelTimes state={form} latest={latest} />,
  }
}

function TravelTimes({
  state,
  latest,
}: {
  state: FormState | undefined
  latest: Awaited<ReturnType<typeof latestSource>>
}) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ imported: 'insight.travel.done' }} />
      <Text>{t('insight.travel.text')}</Text>
      <Section title={t('insight.travel.now')}>
        <Text>
          {latest
            ? t('insight.travel.holds', {
                source: latest.source,
                pairs: latest.pairs,
                day: format.instant(latest.importedAt),
              })
            : t('insight.travel.none')}
        </Text>
      </Section>
      <Section title={t('insight.travel.import')}>
        <Form
          labels={{ source: t('insight.travel.source'), file: t('insight.travel.file') }}
          state={state ?? null}
          failure={t('insight.travel.not-imported')}
          files
        >
          <TextField name="source" hint={t('insight.travel.source-hint')} maxLength={200} />
          <FileField name="file" hint={t('insight.travel.file-hint')} accept=".csv,.txt" />
          <Text>
            <Code>from,to,minutes</Code>
          </Text>
          <Button>{t('insight.travel.import')}</Button>
        </Form>
      </Section>
    </Stack>
  )
}
