import type { Page, PageRequest } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { Code, Columns, Section, Stack, Table, Text, useRender } from '../../ui/index.ts'
import type { FixedList } from '../declaration.ts'

/** Lists that belong to the program, each with its codes, their words and the reason why nobody edits it. */
export const showFixedLists =
  (rooms: readonly Room[]) =>
  async ({ t }: PageRequest): Promise<Page> => ({
    title: t('codelists.fixed.title'),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('codelists.title'), path: '/admin/codelists' },
    ],
    body: <Fixed lists={rooms.flatMap((room) => room.fixedLists ?? [])} />,
  })

function Fixed({ lists }: { lists: readonly FixedList[] }) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('codelists.fixed.text')}</Text>
      <Columns kind="equal">
        {lists.map(({ key, title, codes, words, why }) => (
          <Section key={key} title={t(title)}>
            <Stack gap="s">
              <Text>{t(`codelists.why.${why}`)}</Text>
              <Table
                caption={t(title)}
                dense
                stacks
                rows={codes}
                keyOf={(code) => code}
                columns={[
                  {
                    key: 'label',
                    header: t('codelists.column.label'),
                    names: true,
                    cell: (code) => t(`${words}.${code}`),
                  },
                  { key: 'code', header: t('codelists.column.key'), cell: (code) => <Code>{code}</Code> },
                ]}
              />
            </Stack>
          </Section>
        ))}
      </Columns>
    </Stack>
  )
}
