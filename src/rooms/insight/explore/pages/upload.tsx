import type { FormState, Page } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  FileField,
  Form,
  Note,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { keepDays } from '../domain.ts'

const mapped = ['case', 'activity', 'time', 'group', 'resource', 'started', 'deadline', 'objects'] as const

/** The form for a log; the address may name columns, when somebody reads a log once more in another way. */
export function uploadPage(state: FormState | undefined, query: URLSearchParams, t: Translate): Page {
  return {
    title: t('insight.explore.upload'),
    crumbs: [
      { label: t('insight.interfaces'), path: '/interfaces' },
      { label: t('insight.explore.title'), path: '/explore' },
    ],
    layout: 'narrow',
    body: <Upload state={state} query={query} />,
  }
}

function Upload({ state, query }: { state: FormState | undefined; query: URLSearchParams }) {
  const { t } = useRender()
  const labels = {
    title: t('insight.explore.field.title'),
    file: t('insight.explore.field.file'),
    ...Object.fromEntries(mapped.map((name) => [name, t(`insight.explore.field.${name}`)])),
  }
  // Whoever named columns, or whose file could not be read without, sees them.
  const named = state !== undefined || mapped.some((name) => query.get(name))
  return (
    <Stack gap="l">
      <Note kind="info">
        <p>{t('insight.explore.privacy', { days: keepDays })}</p>
      </Note>
      <Form
        labels={labels}
        state={state ?? null}
        initial={Object.fromEntries(mapped.map((name) => [name, query.get(name)?.slice(0, 200)]))}
        failure={t('insight.explore.not-read')}
        kept={t('insight.explore.choose-again')}
        files
      >
        <TextField name="title" hint={t('insight.explore.hint.title')} maxLength={120} />
        <FileField
          name="file"
          hint={t('insight.explore.hint.file')}
          accept=".csv,.xes,.gz,.json,.jsonocel,.xml,.xmlocel"
        />
        <Details summary={t('insight.explore.mapping')} open={named}>
          <Stack>
            <Text>{t('insight.explore.mapping-hint')}</Text>
            {mapped.map((name) => (
              <TextField key={name} name={name} optional hint={t(`insight.explore.hint.${name}`)} maxLength={200} />
            ))}
          </Stack>
        </Details>
        <Button>{t('insight.explore.read')}</Button>
      </Form>
    </Stack>
  )
}
