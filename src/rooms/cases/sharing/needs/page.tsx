import { z } from 'zod'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type FormState, field, type Page, type PageRequest } from '../../../../platform/http/index.ts'
import { readSetting, writeSetting } from '../../../../platform/settings/index.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  Form,
  Hidden,
  Link,
  Stack,
  Table,
  Tag,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { ServiceInterface } from '../../../network/index.ts'
import { dataCategories } from '../../../people/index.ts'
import { allInterfaces, isActive } from '../../interfaces.ts'
import { type DecidedNeeds, needsOf } from '../domain/needs.ts'
import { needsPath, oneNeedsPath } from '../paths.ts'
import { needsSetting } from './setting.ts'

/** What every interface of the district needs, and where the district decided otherwise than the program. */
export async function showAllNeeds({ tx, actor, t, clock }: PageRequest): Promise<Page> {
  const today = clock.today()
  const rows = (await allInterfaces(tx, actor, today)).filter((one) => isActive(one, today))
  const decided = (await readSetting(tx, needsSetting)).value
  return {
    title: t('cases.sharing.needs.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    body: <AllNeeds rows={rows} decided={decided} />,
  }
}

const neededOf = ({ key, toJurisdictionKey }: ServiceInterface, decided: DecidedNeeds) =>
  needsOf({ interfaceKey: key, jurisdictionKey: toJurisdictionKey }, decided)

function AllNeeds({ rows, decided }: { rows: readonly ServiceInterface[]; decided: DecidedNeeds }) {
  const { t, format } = useRender()
  return (
    <Stack>
      <ConfirmationNote texts={{ changed: 'cases.sharing.needs.changed' }} />
      <Text>{t('cases.sharing.needs.text')}</Text>
      <Table<ServiceInterface>
        caption={t('cases.sharing.needs.title')}
        stacks
        keyOf={(row) => row.id}
        rows={rows}
        columns={[
          {
            key: 'name',
            header: t('cases.sharing.field.interface'),
            names: true,
            cell: (row) => <Link to={oneNeedsPath(row.key)}>{row.name}</Link>,
          },
          {
            key: 'needs',
            header: t('cases.sharing.needs.needed'),
            cell: (row) =>
              format.list(neededOf(row, decided).categories.map((one) => t(`cases.sharing.words.label-${one}`))),
          },
          {
            key: 'own',
            header: t('cases.sharing.needs.decided'),
            cell: (row) => (decided[row.key] ? <Tag>{t('cases.sharing.needs.own')}</Tag> : ''),
          },
        ]}
      />
    </Stack>
  )
}

export async function showNeeds(request: PageRequest<'key'>): Promise<Page> {
  const { tx, t, form } = request
  const place = await interfaceOf(request)
  const { value, version } = await readSetting(tx, needsSetting)
  return {
    title: place.name,
    meta: t('cases.sharing.needs.title'),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('cases.sharing.needs.title'), path: needsPath },
    ],
    layout: 'narrow',
    body: <NeedsForm place={place} decided={value} version={version} form={form} />,
  }
}

/** Throws NotFound. */
async function interfaceOf({ tx, actor, clock, params }: PageRequest<'key'>): Promise<ServiceInterface> {
  const today = clock.today()
  const rows = (await allInterfaces(tx, actor, today)).filter((one) => isActive(one, today))
  const place = rows.find(({ key }) => key === params.key)
  if (!place) throw new NotFound(`there is no interface ${params.key}`)
  return place
}

function NeedsForm({
  place,
  decided,
  version,
  form,
}: {
  place: ServiceInterface
  decided: DecidedNeeds
  version: number
  form: FormState | undefined
}) {
  const { t } = useRender()
  const { required } = neededOf(place, {})
  return (
    <Form
      state={form}
      labels={{ categories: t('cases.sharing.needs.needed') }}
      initial={{ categories: neededOf(place, decided).categories }}
    >
      <Hidden name="version" value={version} />
      <CheckboxList
        name="categories"
        hint={t('cases.sharing.needs.hint')}
        choices={dataCategories.map((category) => ({
          value: category,
          label: t(`cases.sharing.words.label-${category}`),
          ...(required.includes(category) && { hint: t('cases.sharing.needs.required') }),
        }))}
      />
      <ButtonRow>
        <Button name="do" value="save">
          {t('cases.course.save')}
        </Button>
        {decided[place.key] && (
          <Button look="secondary" unchecked name="do" value="reset">
            {t('cases.sharing.needs.reset')}
          </Button>
        )}
      </ButtonRow>
    </Form>
  )
}

export const NeedsOfForm = z.object({
  do: field.oneOf(['save', 'reset']),
  categories: field.manyOf(dataCategories),
  version: z.coerce.number('invalid').int('invalid').min(0, 'invalid'),
})

/** Decides what an interface needs, or goes back to what the program foresees. Throws NotFound, Conflict. */
export async function decideNeeds(request: PageRequest<'key'>, input: z.output<typeof NeedsOfForm>): Promise<void> {
  const { tx, actor, clock } = request
  const { key } = await interfaceOf(request)
  await write(tx, actor, key, input, clock.now())
}

async function write(tx: Tx, actor: Actor, key: string, input: z.output<typeof NeedsOfForm>, now: number) {
  demand(actor, 'cases.set-needs')
  const { [key]: _before, ...others } = (await readSetting(tx, needsSetting)).value
  const value = input.do === 'reset' ? others : { ...others, [key]: input.categories }
  await writeSetting(tx, actor, needsSetting, value, input.version, now)
}
