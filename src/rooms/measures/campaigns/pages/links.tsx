import type { Page } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import {
  Alert,
  ButtonLink,
  ButtonRow,
  Code,
  Name,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { MadeLink } from '../actions/asking.ts'
import { campaignPath } from '../paths.ts'

/** The links right after they were made. The platform keeps only their hashes, so this page is there once. */
export function linksPage(
  t: Translate,
  campaign: { readonly id: string; readonly title: string },
  links: readonly (Omit<MadeLink, 'measures' | 'mailbox'> & Partial<MadeLink>)[],
  origin: string,
): Page {
  return {
    title: t('measures.link.title', { title: campaign.title, count: links.length }),
    name: t('measures.link.many'),
    body: <Links links={links} base={origin} campaign={campaign.id} />,
  }
}

function Links({
  links,
  base,
  campaign,
}: {
  links: readonly (Pick<MadeLink, 'unit' | 'path'> & Partial<MadeLink>)[]
  base: string
  campaign: string
}) {
  const { t } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('measures.link.once')}>
        <p>{t('measures.link.text')}</p>
      </Alert>
      <Table
        caption={t('measures.link.many')}
        rows={links}
        keyOf={(link) => link.path}
        stacks
        columns={[
          {
            key: 'unit',
            header: t('measures.campaign.unit'),
            names: true,
            cell: (link) => <Name>{link.unit}</Name>,
          },
          {
            key: 'mail',
            header: t('measures.link.sent'),
            cell: (link) =>
              link.mailbox ? t('measures.link.sent-to', { mailbox: link.mailbox }) : t('measures.link.pass-on'),
          },
          { key: 'link', header: t('measures.link.one'), cell: (link) => <Code>{base + link.path}</Code> },
        ]}
      />
      <Text>{t('measures.link.print')}</Text>
      <ButtonRow>
        <ButtonLink look="secondary" to={campaignPath(campaign)}>
          {t('measures.link.to-campaign')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
