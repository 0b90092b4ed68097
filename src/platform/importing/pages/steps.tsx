import type { PageRequest } from '../../http/index.ts'
import { Alert, Button, ButtonLink, ButtonRow, Form, Hidden, Stack } from '../../ui/index.ts'
import type { ImportKind } from '../kind.ts'
import type { Import, RowCounts } from '../queries/imports.ts'
import { importDays } from '../retention.ts'

interface Shown {
  readonly kind: ImportKind
  readonly one: Import
  readonly t: PageRequest['t']
}

/** What stands in the way, and the button that takes everything over. */
export function Before({ kind, one, counts, t }: Shown & { counts: RowCounts }) {
  const chosen = counts.create + counts.update
  const path = `${kind.path}/${one.id}`
  const ready = counts.blocked === 0 && counts.open === 0 && chosen > 0
  return (
    <Stack>
      {counts.blocked > 0 && (
        <Alert kind="warning" title={t('importing.blocked', { count: counts.blocked })}>
          {t('importing.blocked-next')}
          <Form action={`${path}/leave-out`} labels={{}} withoutSummary>
            <Hidden name="which" value="errors" />
            <ButtonRow>
              <Button look="secondary">{t('importing.leave-out', { count: counts.blocked })}</Button>
            </ButtonRow>
          </Form>
        </Alert>
      )}
      {counts.open > 0 && (
        <Alert kind="warning" title={t('importing.undecided', { count: counts.open })}>
          {t('importing.undecided-next')}
          <Form action={`${path}/leave-out`} labels={{}} withoutSummary>
            <Hidden name="which" value="open" />
            <ButtonRow>
              <ButtonLink look="secondary" to={`${path}?show=open`}>
                {t('importing.decide', { count: counts.open })}
              </ButtonLink>
              <Button look="tertiary">{t('importing.leave-open-out')}</Button>
            </ButtonRow>
          </Form>
        </Alert>
      )}
      <Form action={`${path}/run`} labels={{}} withoutSummary>
        <Hidden name="version" value={one.version} />
        <ButtonRow>
          {ready && <Button>{t('importing.run', { created: counts.create, updated: counts.update })}</Button>}
          <ButtonLink look="secondary" to={`${path}/columns`}>
            {t('importing.columns-again')}
          </ButtonLink>
          <Button look="tertiary" action={`${path}/discard`}>
            {t('importing.discard')}
          </Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

/** The way on, the way back, and what could not go back. */
export function After({ kind, one, left, t }: Shown & { left: number }) {
  if (one.state === 'undone')
    return left > 0 ? (
      <Alert kind="warning" title={t('importing.left', { count: left })}>
        {t('importing.left-next')}
      </Alert>
    ) : null
  return (
    <Form action={`${kind.path}/${one.id}/undo`} labels={{}} withoutSummary>
      <ButtonRow>
        <ButtonLink to={kind.home.path}>{t(`${kind.words}.register`)}</ButtonLink>
        <Button look="secondary">{t('importing.undo')}</Button>
      </ButtonRow>
      <p className="nl-meta">
        {t(`${kind.words}.undo-hint`)} {t('importing.undo-until', { days: importDays(kind.personal) })}
      </p>
    </Form>
  )
}
