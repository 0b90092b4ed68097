import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Alert,
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
import { choosableMunicipalities } from '../../../network/index.ts'
import { latestSource, readTravelTimes } from './queries.ts'

/** Importing a matrix of travel times, and what holds now. */
export async function showTravelTimes({ tx, actor, clock, t, form }: PageRequest): Promise<Page> {
  const latest = await latestSource(tx)
  const known = (await readTravelTimes(tx))?.towns
  const missing = known
    ? (await choosableMunicipalities(tx, actor, clock.today())).filter(({ key }) => !known.has(key))
    : []
  return {
    title: t('insight.travel.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    layout: 'narrow',
    body: <TravelTimes state={form} latest={latest} missing={missing.map(({ name }) => name)} />,
  }
}

function TravelTimes({
  state,
  latest,
  missing,
}: {
  state: FormState | undefined
  latest: Awaited<ReturnType<typeof latestSource>>
  /** Towns that came after the matrix. */
  missing: readonly string[]
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
        {missing.length > 0 && (
          <Alert kind="warning" title={t('insight.travel.untravelled', { towns: format.list(missing) })}>
            <Text>{t('insight.travel.untravelled-next')}</Text>
          </Alert>
        )}
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
