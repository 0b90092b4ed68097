import { Link, Row, Section, Stack, Text, useRender } from '../../ui/index.ts'

/** How to stay informed of what a public page tells: by mail, or by a reader of feeds. Without a topic: of everything. */
export function FollowLinks({
  feed,
  topic,
}: {
  /** Below the language. */
  feed: string
  topic?: { readonly kind: string; readonly id: string }
}) {
  const { t, locale } = useRender()
  return (
    <Section title={t('subscriptions.follow')}>
      <Stack gap="s">
        <Text>{t('subscriptions.follow-text')}</Text>
        <Row>
          <Link to={`/${locale}/subscribe${topic ? `?kind=${topic.kind}&id=${topic.id}` : ''}`}>
            {t('subscriptions.by-mail')}
          </Link>
          <Link to={`/${locale}${feed}`}>{t('subscriptions.by-feed')}</Link>
        </Row>
      </Stack>
    </Section>
  )
}
