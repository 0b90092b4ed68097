import type { ReactNode } from 'react'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  type FormValue,
  Hidden,
  History,
  Meta,
  Stack,
  Text,
} from '../../../platform/ui/index.ts'
import type { RecordKind, SubjectKind } from '../domain/kinds.ts'
import { pathOf, paths } from '../paths.ts'
import { changesBetweenVersions, type Kept } from '../queries/records.ts'
import { historyEntries } from './historyentries.ts'
import { crumbsTo } from './record.tsx'
import { fieldLabels } from './words.ts'

export interface Editing<Name extends string> {
  readonly kind: RecordKind
  /** The record that is changed; absent: a new one. */
  readonly record?: Kept & { readonly id: string }
  /** Its name. */
  readonly title?: string
  /** Fields in the order of the form. */
  readonly names: readonly Name[]
  /** What is there before anybody typed. Whatever else a record carries is left out. */
  readonly initial: { readonly [Field in Name]?: FormValue }
  /** Fields. */
  readonly children: ReactNode
  /** Fields that stand side by side. */
  readonly wide?: boolean
}

/** The page to create or change a record. */
export async function editingPage<Name extends string>(
  request: PageRequest,
  { kind, record, title = '', names, initial, children, wide }: Editing<Name>,
): Promise<Page> {
  const { t, form } = request
  const back = record ? pathOf(kind, record.key) : paths[kind]
  return {
    title: record ? t(`network.${kind}.change`) : t(`network.${kind}.add`),
    crumbs: crumbsTo(t, kind, record && { key: record.key, title }),
    ...(title && { meta: title }),
    ...(!wide && { layout: 'narrow' as const }),
    body: (
      <Stack gap="l">
        {record && (await changedMeanwhile(request, kind, record))}
        <Form
          labels={fieldLabels(t, kind, names)}
          initial={Object.fromEntries(names.map((name) => [name, initial[name]]))}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Meta>{t('network.optional-hint')}</Meta>
          {record && <Hidden name="version" value={versionFor(form, record.version)} />}
          {children}
          <ButtonRow>
            <Button>{t('network.save')}</Button>
            <ButtonLink look="tertiary" to={back}>
              {t('network.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

/** After a conflict, instead of the summary of errors: who was faster, and what they changed. Nothing typed is lost. */
export async function changedMeanwhile(
  { tx, t, form, locale }: PageRequest,
  kind: SubjectKind,
  record: { readonly id: string; readonly version: number },
): Promise<ReactNode> {
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  if (!form || !issue) return null
  const seen = Number(form.values['version'])
  const changes = Number.isInteger(seen) ? await changesBetweenVersions(tx, record.id, seen, record.version) : []
  return (
    <Alert kind="danger" title={t('network.meanwhile.title')}>
      <Text>{t('error.changed-meanwhile', issue.values)}</Text>
      <History entries={historyEntries(t, locale, kind, changes)} />
      <Meta>{t('network.meanwhile.next')}</Meta>
    </Alert>
  )
}
