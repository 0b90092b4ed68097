import { Facts, Link, List, Section, Stack, State, Text, useRender } from '../../../ui/index.ts'
import type { KeptCheck } from '../../checks.ts'

export interface StartProps {
  /** Of the last 90 days, counted up to 10,000. */
  readonly looks: number
  readonly refused: number
  readonly check: KeptCheck | undefined
}

export function StartPage({ looks, refused, check }: StartProps) {
  const { t, format, may } = useRender()
  const places = [
    ['looks', '/admin/data-protection/looks', true],
    ['refused', '/admin/data-protection/refused', true],
    ['report', '/admin/data-protection/report', true],
    ['seal', '/admin/data-protection/seal', true],
    ['register', '/admin/data-protection/register', true],
    ['retention', '/admin/retention', may('retention.read')],
    ['holds', '/admin/retention/holds', may('retention.read')],
    ['audit', '/admin/audit', may('audit.read')],
  ] as const
  return (
    <Stack gap="l">
      <Text>{t('protection.text')}</Text>
      <Facts
        facts={[
          {
            label: t('protection.facts.looks'),
            value: looks >= 10_000 ? t('protection.facts.many') : format.number(looks),
            beside: t('protection.facts.days'),
          },
          { label: t('protection.facts.refused'), value: format.number(refused), beside: t('protection.facts.days') },
          {
            label: t('protection.facts.check'),
            value: check ? <CheckState check={check} /> : t('protection.seal.never'),
            beside: check && format.instant(check.checkedAt),
            words: true,
          },
        ]}
      />
      <Section title={t('protection.places')}>
        <List
          items={places
            .filter(([, , open]) => open)
            .map(([key, path]) => ({
              key,
              content: <Link to={path}>{t(`protection.place.${key}`)}</Link>,
              meta: t(`protection.place-text.${key}`),
            }))}
        />
      </Section>
    </Stack>
  )
}

export function CheckState({ check }: { check: KeptCheck }) {
  const { t } = useRender()
  return check.findings.length === 0 ? (
    <State kind="done">{t('protection.seal.whole')}</State>
  ) : (
    <State kind="late">{t('protection.seal.found', { count: check.findings.length })}</State>
  )
}
