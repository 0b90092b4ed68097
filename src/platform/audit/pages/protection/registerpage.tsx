import { useWords } from '../../../retention/pages/words.tsx'
import { ButtonLink, ButtonRow, Note, RowName, Stack, Table, Text, useRender } from '../../../ui/index.ts'
import type { RegisterRow } from './register.ts'

export function RegisterPage({ rows }: { rows: readonly RegisterRow[] }) {
  const { t } = useRender()
  const words = useWords()
  return (
    <Stack>
      <Text>{t('protection.register.text')}</Text>
      <ButtonRow>
        <ButtonLink to="/admin/data-protection/register/docx">{t('protection.register.docx')}</ButtonLink>
        <ButtonLink to="/admin/data-protection/register/html" look="secondary">
          {t('protection.register.html')}
        </ButtonLink>
      </ButtonRow>
      <Note>{t('protection.register.templates')}</Note>
      <Table
        caption={t('protection.register.title')}
        stacks
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          {
            key: 'label',
            header: t('retention.column.kind'),
            names: true,
            cell: ({ label, clock }) => <RowName meta={t('protection.register.clock', { clock })}>{label}</RowName>,
          },
          { key: 'covers', header: t('protection.register.covers'), full: true, cell: ({ covers }) => covers },
          {
            key: 'rules',
            header: t('retention.column.rule'),
            cell: ({ rules }) => [...new Set(rules.map((rule) => words.rule(rule)))].join(' · ') || '–',
          },
          { key: 'norm', header: t('retention.preview.norm'), cell: ({ norm }) => norm },
        ]}
      />
    </Stack>
  )
}
