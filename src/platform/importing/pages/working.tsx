import type { Page, PageRequest } from '../../http/index.ts'
import { createFormat } from '../../i18n/index.ts'
import { ProgressBar } from '../../ui/charts/index.ts'
import { ButtonLink, ButtonRow, Parts, Stack, Text } from '../../ui/index.ts'
import type { ImportKind } from '../kind.ts'
import type { Import } from '../queries/imports.ts'
import { crumbsOf } from './imports.tsx'

/** How far a long list got. Nobody has to wait here: the list goes on, and this page says so again. */
export function workingPage(kind: ImportKind, one: Import, { t, locale, clock }: PageRequest): Page {
  const sofar = t('importing.working.progress', { done: one.progress, of: one.progressOf })
  return {
    title: t(`importing.working.${one.state}`),
    layout: 'narrow',
    crumbs: [...crumbsOf(t, kind), { label: t(`${kind.words}.title`), path: kind.path }],
    meta: (
      <Parts
        parts={[
          one.fileName,
          t('importing.working.as-of', { time: createFormat(locale).instant(new Date(clock.now())) }),
        ]}
      />
    ),
    body: (
      <Stack>
        <Text>{sofar}</Text>
        <ProgressBar
          label={sofar}
          parts={[
            { key: 'done', value: one.progress, kind: 'done' },
            { key: 'open', value: Math.max(0, one.progressOf - one.progress), kind: 'open' },
          ]}
        />
        <Text>{t('importing.working.leave')}</Text>
        <ButtonRow>
          <ButtonLink to={`${kind.path}/${one.id}`}>{t('importing.working.again')}</ButtonLink>
          <ButtonLink look="tertiary" to={kind.home.path}>
            {t(`${kind.words}.register`)}
          </ButtonLink>
        </ButtonRow>
      </Stack>
    ),
  }
}
