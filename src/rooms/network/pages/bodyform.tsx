import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Checkbox, Select, TextArea, TextField } from '../../../platform/ui/index.ts'
import { bodyKinds } from '../domain/kinds.ts'
import { type Body, getBody } from '../queries/bodies.ts'
import { choosableBodies } from '../queries/options.ts'
import { editingPage } from './editing.tsx'
import { codeOptions, optionsWith } from './options.ts'

export async function showNewBody(request: PageRequest): Promise<Page> {
  return bodyForm(request, undefined)
}

export async function showBodyForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return bodyForm(request, await getBody(tx, actor, params.key, clock.today()))
}

async function bodyForm(request: PageRequest, body: Body | undefined): Promise<Page> {
  const { tx, actor, t, clock, query } = request
  const others = (await choosableBodies(tx, actor, clock.today())).filter(({ key }) => key !== body?.key)
  return editingPage(request, {
    kind: 'body',
    ...(body && { record: body, title: body.name }),
    names: ['name', 'shortName', 'kind', 'parent', 'isPublic', 'purpose', 'rhythm'],
    initial: body ? { ...body, parent: body.parentKey } : { parent: query.get('parent') },
    children: (
      <>
        <TextField name="name" maxLength={200} />
        <TextField name="shortName" optional maxLength={60} width="m" />
        <Select name="kind" options={codeOptions(t, 'network.body-kind', bodyKinds)} empty={t('network.choose')} />
        <Select
          name="parent"
          optional
          options={optionsWith(others, { key: body?.parentKey, name: body?.parentName })}
          empty={t('network.body.no-parent')}
        />
        <Checkbox name="isPublic" hint={t('network.body.public-hint')} />
        <TextArea name="purpose" optional maxLength={2000} />
        <TextField name="rhythm" optional maxLength={200} hint={t('network.body.rhythm-hint')} />
      </>
    ),
  })
}
