import type { Id } from '../../../../kernel/ids.ts'
import { isConflict, versionFor } from '../../../../platform/http/changed.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  DateField,
  Form,
  Hidden,
  Panel,
  RadioGroup,
  Select,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type CaseFile, getCase } from '../../queries.ts'
import { Meanwhile } from '../../work/meanwhile.tsx'
import { certainties, courseDomains, courseKinds } from '../domain/kinds.ts'
import { longestLabel } from '../forms.ts'
import { getEntry, type StoredEntry } from '../queries.ts'

export async function showNewEntry(request: PageRequest<'id'>): Promise<Page> {
  const file = await getCase(request.tx, request.actor, request.params.id as Id<'case'>)
  return pageOf(request, file, undefined)
}

export async function showEntry(request: PageRequest<'id' | 'entry'>): Promise<Page> {
  const { tx, actor, params } = request
  const file = await getCase(tx, actor, params.id as Id<'case'>)
  return pageOf(request, file, await getEntry(tx, file.id, params.entry))
}

function pageOf({ t, form }: PageRequest, file: CaseFile, entry: StoredEntry | undefined): Page {
  return {
    title: t(entry ? 'cases.course.edit' : 'cases.course.add'),
    meta: file.reference,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: `/cases/${file.id}` },
    ],
    body: <EntryForm file={file} entry={entry} form={form} />,
  }
}

function EntryForm({
  file,
  entry,
  form,
}: {
  file: CaseFile
  entry: StoredEntry | undefined
  form: FormState | undefined
}) {
  const { t } = useRender()
  const labels = {
    kind: t('cases.course.what'),
    label: t('cases.course.label'),
    from: t('cases.course.from'),
    until: t('cases.course.until-field'),
    certainty: t('cases.course.certain'),
  }
  const initial = entry ?? { certainty: 'day' }
  return (
    <Columns kind="side">
      <Stack>
        {entry && (
          <Meanwhile
            form={form}
            fields={[
              {
                name: 'kind',
                label: labels.kind,
                saved: entry.kind,
                words: (kind) => t(`cases.course.kind.${kind}`),
              },
              { name: 'label', label: labels.label, saved: entry.label },
              { name: 'from', label: labels.from, saved: entry.from },
              { name: 'until', label: labels.until, saved: entry.until },
              {
                name: 'certainty',
                label: labels.certainty,
                saved: entry.certainty,
                words: (one) => t(`cases.course.certainty.${one}`),
              },
            ]}
          />
        )}
        <Form
          labels={labels}
          state={form}
          initial={{ ...initial }}
          failure={t('cases.course.not-saved')}
          withoutSummary={isConflict(form)}
        >
          {entry && <Hidden name="version" value={versionFor(form, entry.version)} />}
          <Select
            name="kind"
            empty={t('cases.choose')}
            options={courseDomains.map((domain) => ({
              label: t(`cases.course.domain.${domain}`),
              options: courseKinds[domain].map((kind) => ({ value: kind, label: t(`cases.course.kind.${kind}`) })),
            }))}
          />
          <TextField name="label" optional maxLength={longestLabel} hint={t('cases.course.label-hint')} />
          <DateField name="from" />
          <DateField name="until" optional hint={t('cases.course.until-hint')} />
          <RadioGroup
            name="certainty"
            choices={certainties.map((value) => ({ value, label: t(`cases.course.certainty.${value}`) }))}
          />
          <ButtonRow>
            <Button>{t('cases.course.save')}</Button>
            {entry && (
              <Button look="tertiary" name="do" value="remove">
                {t('cases.course.remove')}
              </Button>
            )}
            <ButtonLink look="tertiary" to={`/cases/${file.id}`}>
              {t('cases.finding.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
      <Stack>
        <Panel title={t('cases.course.belongs')}>
          <Text>{t('cases.course.belongs-text')}</Text>
        </Panel>
      </Stack>
    </Columns>
  )
}
