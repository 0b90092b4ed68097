import type { Id } from '../../../kernel/ids.ts'
import { isId } from '../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Empty,
  Form,
  Hidden,
  List,
  Name,
  Section,
  Select,
  Stack,
} from '../../../platform/ui/index.ts'
import { personNames } from '../../people/index.ts'
import { teamCases } from '../access.ts'
import { assignPath, casesPath } from '../paths.ts'
import { casesPerPage, teamManagers } from '../queries/caseload.ts'

/** Who gets the ticked files? Those of the team alone: what is not there is left out. */
export async function showAssign(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, form } = request
  const sent = form?.values['cases']
  const wanted = [...query.getAll('cases'), ...(Array.isArray(sent) ? sent : [sent ?? ''])].map(String).filter(isId)
  const files =
    wanted.length === 0
      ? []
      : await teamCases(tx, actor)
          .select(['case_file.id', 'reference', 'person_id as personId'])
          .where('case_file.id', 'in', wanted.slice(0, casesPerPage) as Id<'case'>[])
          .where('closed_on', 'is', null)
          .orderBy('reference')
          .execute()
  const names = await personNames(
    tx,
    actor,
    files.map(({ personId }) => personId),
  )
  const managers = files.length === 0 ? [] : await teamManagers(tx, actor)
  return {
    title: t('cases.assign.title'),
    layout: 'narrow',
    crumbs: [{ label: t('cases.title'), path: casesPath }],
    body:
      files.length === 0 ? (
        <Empty title={t('cases.assign.none')}>{t('cases.assign.none-next')}</Empty>
      ) : (
        <Stack gap="l">
          <Section title={t('cases.assign.count', { n: files.length })}>
            <List
              items={files.map((file) => ({
                key: file.id,
                content: (
                  <>
                    {file.reference} · <Name>{names.get(file.personId)?.name ?? names.get(file.personId)?.code}</Name>
                  </>
                ),
              }))}
            />
          </Section>
          <Form
            action={assignPath}
            route={assignPath}
            labels={{ cases: t('cases.assign.cases'), manager: t('cases.assign.to') }}
            state={form}
          >
            {files.map(({ id }) => (
              <Hidden key={id} name="cases" value={id} />
            ))}
            <Select
              name="manager"
              empty={t('cases.choose')}
              options={managers.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <ButtonRow>
              <Button>{t('cases.assign.do')}</Button>
            </ButtonRow>
          </Form>
        </Stack>
      ),
  }
}
