import type { Page, PageRequest } from '../../http/index.ts'
import { ButtonLink, ButtonRow, Stack, Text } from '../../ui/index.ts'
import type { ImportKind } from '../kind.ts'
import type { Import } from '../queries/imports.ts'
import { crumbsOf } from './imports.tsx'

/** The columns of a list that is taken over, or at work, are no longer to be said. */
export const overPage = (kind: ImportKind, one: Import, t: PageRequest['t']): Page => ({
  title: t('importing.columns.title'),
  layout: 'narrow',
  crumbs: [...crumbsOf(t, kind), { label: t(`${kind.words}.title`), path: kind.path }],
  meta: one.fileName,
  body: (
    <Stack>
      <Text>{t('importing.columns.over')}</Text>
      <ButtonRow>
        <ButtonLink to={`${kind.path}/${one.id}`}>{t('importing.to-report')}</ButtonLink>
      </ButtonRow>
    </Stack>
  ),
})
