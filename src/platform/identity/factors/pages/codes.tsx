import { Alert, ButtonLink, ButtonRow, Stack, Text, useRender } from '../../../ui/index.ts'

/** The recovery codes, shown once: the platform keeps only their hashes. Made to be printed. */
export function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const { t, format, today, tenant } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('identity.recovery.made')}>
        <p>{t('identity.recovery.once')}</p>
      </Alert>
      <Text>{t('identity.recovery.for', { district: tenant?.name ?? '', day: format.day(today) })}</Text>
      <ol className="nl-codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="nl-code">{code}</code>
          </li>
        ))}
      </ol>
      <Text>{t('identity.recovery.keep')}</Text>
      <div className="nl-noprint">
        <ButtonRow>
          <ButtonLink to={next}>{t('identity.recovery.kept')}</ButtonLink>
        </ButtonRow>
      </div>
    </Stack>
  )
}
