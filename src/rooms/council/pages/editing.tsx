import type { ReactNode } from 'react'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import type { Translate } from '../../../platform/i18n/index.ts'
import { Alert, Empty, History, type HistoryEntry, Meta, Name, Text } from '../../../platform/ui/index.ts'
import type { FieldChange } from '../domain/changes.ts'
import { paperPath, papers } from '../paths.ts'
import { type Names, namesOn } from '../queries/names.ts'
import { type Change, changesOf, getPaper } from '../queries/papers.ts'

/** After a conflict: who was faster, and what they changed. Nothing typed is lost. */
export async function changedMeanwhile(request: PageRequest, record: { readonly id: string }): Promise<ReactNode> {
  const { tx, t, form, actor, clock } = request
  const issue = form?.issues.find(({ code }) => code === 'changed-meanwhile')
  if (!form || !issue) return null
  const seen = Number(form.values['version'])
  const changes = Number.isInteger(seen) ? await changesOf(tx, record.id, seen) : []
  return (
    <Alert kind="danger" title={t('council.meanwhile.title')}>
      <Text>{t('error.changed-meanwhile', issue.values)}</Text>
      <History entries={entriesOf(t, await namesOn(tx, actor, clock.today()), changes)} />
      <Meta>{t('council.meanwhile.next')}</Meta>
    </Alert>
  )
}

/** Changes as a history shows them: long texts only as changed, ids as names. */
export function entriesOf(t: Translate, names: Names, changes: readonly Change[]): HistoryEntry[] {
  return changes.map((change) => ({
    key: `${change.kind}-${change.version}`,
    at: change.changedAt,
    who: change.changedBy ?? t('council.history.platform'),
    what: t(`audit.event.council.${change.kind}-${change.event}`),
    changes: change.changes.map((one) => ({
      field: t(`council.history.field.${one.field}`),
      before: valueWords(t, names, one.field, one.before),
      after: valueWords(t, names, one.field, one.after),
    })),
  }))
}

/** Longer values are named, not told: the page of the version shows them. */
const longest = 160

function valueWords(t: Translate, names: Names, field: string, value: FieldChange['before']): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'council.yes' : 'council.no')
  const text = String(value)
  if (field === 'kind') return t(`council.paper.kind.${text}`)
  if (field === 'state') return t(`council.history.state.${text}`)
  const name = names.organisation(text) ?? names.body(text) ?? names.partyGroup(text)
  if (name) return name
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}

/** Who changed what and when in a paper. */
export async function showPaperHistory(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const paper = await getPaper(tx, actor, params.id)
  const entries = entriesOf(t, await namesOn(tx, actor, clock.today()), await changesOf(tx, paper.id))
  return {
    title: t('council.history.title'),
    crumbs: [
      { label: t('council.papers'), path: papers },
      { label: paper.number ?? paper.title, path: paperPath(paper.id) },
    ],
    meta: <Name>{paper.title}</Name>,
    layout: 'narrow',
    body: entries.length > 0 ? <History entries={entries} /> : <Empty title={t('council.history.none')} />,
  }
}
