import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { Alert, Button, ButtonLink, ButtonRow, Form, Hidden, Preview, Stack } from '../../../../platform/ui/index.ts'
import { NotReleased } from '../../release.ts'
import type { Guarded } from '../guarded.ts'
import { namesFor } from './names.ts'
import { Proof, ReleasedTables } from './tables.tsx'
import { releaseTitle } from './words.ts'

/** What the address of a release that is about to be made says. */
export interface Asked {
  readonly audience: 'steering' | 'public'
  /** Where the figures are, with the question: `/situation?town=dornsiek`. */
  readonly back: string
  /** The query of this page. */
  readonly search: string
}

/** Shows beforehand exactly what will be seen, withheld cells marked; the form freezes it. */
export async function showPreview(
  request: PageRequest,
  { audience, back, search }: Asked,
  made: () => Promise<Guarded>,
): Promise<Page> {
  const { t } = request
  const released = await made().catch((error: unknown) => {
    if (error instanceof NotReleased) return error
    throw error
  })
  const names = await namesFor(request)
  const format = createFormat(t.locale)
  const title = t(`insight.releases.new.${audience}`)
  const crumbs = [
    { label: t('insight.title'), path: '/situation' },
    { label: t('insight.releases.title'), path: '/releases' },
  ]
  if (released instanceof NotReleased)
    return {
      title,
      crumbs,
      body: (
        <Stack>
          <Alert kind="warning" title={t('insight.releases.new.refused')}>
            {t('insight.releases.new.refused-why')}
          </Alert>
          <ButtonRow>
            <ButtonLink to={back}>{t('insight.releases.new.back')}</ButtonLink>
          </ButtonRow>
        </Stack>
      ),
    }
  const { source } = released
  return {
    title,
    name: title,
    crumbs,
    meta: [
      releaseTitle(released, names),
      t('insight.as-of', { day: format.day(source.asOf) }),
      t('insight.period', { period: format.period(source.period.from, source.period.to) }),
    ].join(' · '),
    wide: true,
    body: (
      <Stack gap="l">
        <p className="nl-text">{t(`insight.rule.${released.rule}`)}</p>
        <Form
          action={`/releases/new${search}`}
          route="/releases/new"
          labels={{ checksum: t('insight.releases.proof.checksum') }}
          state={request.form ?? null}
          failure={t('insight.releases.new.failure')}
        >
          <Hidden name="checksum" value={released.checksum} />
          <ButtonRow>
            <Button>{title}</Button>
            <ButtonLink to={back} look="secondary">
              {t('insight.releases.new.back')}
            </ButtonLink>
          </ButtonRow>
        </Form>
        <Preview title={t('insight.releases.new.seen')} sub={t(`insight.releases.audience.${audience}`)}>
          <Stack gap="l">
            <ReleasedTables tables={released.tables} names={names} />
          </Stack>
        </Preview>
        <Proof proof={released.proof} checksum={released.checksum} />
      </Stack>
    ),
  }
}
