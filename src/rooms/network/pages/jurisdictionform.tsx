import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { TextArea, TextField } from '../../../platform/ui/index.ts'
import { getJurisdiction, type Jurisdiction } from '../queries/jurisdictions.ts'
import { editingPage } from './editing.tsx'

export async function showNewJurisdiction(request: PageRequest): Promise<Page> {
  return jurisdictionForm(request, undefined)
}

export async function showJurisdictionForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return jurisdictionForm(request, await getJurisdiction(tx, actor, params.key, clock.today()))
}

function jurisdictionForm(request: PageRequest, jurisdiction: Jurisdiction | undefined): Promise<Page> {
  const { t } = request
  return editingPage(request, {
    kind: 'jurisdiction',
    ...(jurisdiction && { record: jurisdiction, title: jurisdiction.code }),
    names: ['code', 'name', 'norm', 'note'],
    initial: { ...jurisdiction },
    children: (
      <>
        <TextField name="code" width="m" maxLength={40} hint={t('network.jurisdiction.code-hint')} />
        <TextField name="name" maxLength={200} />
        <TextField name="norm" optional maxLength={300} hint={t('network.jurisdiction.norm-hint')} />
        <TextArea name="note" optional maxLength={2000} />
      </>
    ),
  })
}
