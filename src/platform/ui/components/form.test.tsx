import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import {
  Checkbox,
  CheckboxList,
  DateField,
  Form,
  type FormState,
  MultiSelect,
  RadioGroup,
  renderFragment,
  Select,
  TextArea,
  TextField,
} from '../index.ts'
import { testContext } from '../testing.ts'

const labels = {
  name: 'Name',
  kind: 'Art',
  from: 'Gültig ab',
  note: 'Bemerkung',
  groups: 'Gruppen',
  side: 'Seite',
  agreed: 'Einverstanden',
}
const options = [
  { value: 'office', label: 'Amt' },
  { value: 'provider', label: 'Träger' },
]

const fields = (
  <>
    <TextField name="name" hint="Wie am Türschild" />
    <Select name="kind" options={options} empty="Bitte wählen" />
    <DateField name="from" optional />
    <TextArea name="note" optional />
    <CheckboxList name="groups" choices={options} />
    <RadioGroup name="side" choices={options} />
    <Checkbox name="agreed" />
  </>
)

const form = (
  state: FormState | null,
  more: { route?: string; prefix?: string } = {},
  content: ReactNode = fields,
): string =>
  renderFragment(
    testContext({ path: '/network/organisations/new' }),
    <Form
      labels={labels}
      initial={{
        name: 'Jobcenter',
        kind: 'office',
        from: '2026-11-17',
        groups: ['provider'],
        side: 'office',
        agreed: true,
      }}
      state={state}
      {...more}
    >
      {content}
    </Form>,
  )

const typed: FormState = {
  values: {
    name: '<b>Amt</b> "7"',
    kind: 'provider',
    from: '31.11.2026',
    note: 'Zeile 1\nZeile 2',
    groups: ['office', 'provider'],
  },
  issues: [
    { field: 'name', code: 'too-long', values: { max: 120 } },
    { field: 'from', code: 'day-not-in-month', values: { month: 11, days: 30 } },
    { field: 'side', code: 'choose' },
  ],
}

describe('a form', () => {
  test('posts to its page with the token', () => {
    const html = form(null)
    expect(html).toContain('action="/auental/network/organisations/new" method="post"')
    expect(html).toContain('name="csrf" value="token"')
  })

  test('shows what is there before anybody typed', () => {
    const html = form(null)
    expect(html).toContain('value="Jobcenter"')
    expect(html).toContain('<option value="office" selected="">')
    expect(html).toContain('value="17.11.2026"')
    expect(html).toMatch(/name="groups" checked="" value="provider"|name="groups" value="provider" checked=""/)
    expect(html.match(/checked=""/g)).toHaveLength(3)
  })

  test('loses nothing that was typed, and does not bring back what was emptied', () => {
    const html = form(typed)
    expect(html).toContain('value="&lt;b&gt;Amt&lt;/b&gt; &quot;7&quot;"')
    expect(html).toContain('<option value="provider" selected="">')
    expect(html).toContain('value="31.11.2026"')
    expect(html).toContain('Zeile 1\nZeile 2</textarea>')
    expect(html.match(/checked=""/g)).toHaveLength(2)
  })

  test('says in the summary what is wrong with which field, counted and linked', () => {
    const html = form(typed)
    expect(html).toContain('role="alert"')
    expect(html).toContain('Noch nicht gespeichert: 3 Angaben fehlen oder stimmen nicht')
    expect(html).toMatch(/href="#from"><bdi>Gültig ab<\/bdi>: Der November hat 30 Tage\. Bitte prüfen Sie den Tag\./)
    expect(html).toContain('Ihre Eingaben sind gesichert.')
  })

  test('ties hint and error to their field', () => {
    const html = form(typed)
    const input = /<input [^>]*name="name"[^>]*>/.exec(html)?.[0] ?? ''
    for (const attribute of [
      'id="name"',
      'aria-required="true"',
      'aria-invalid="true"',
      'aria-describedby="name-hint name-error"',
    ]) {
      expect(input).toContain(attribute)
    }
    expect(html).toContain('id="name-hint"')
    expect(html).toMatch(/id="name-error".*Höchstens 120 Zeichen/)
    expect(html).toMatch(/<fieldset class="[^"]*error" aria-describedby="side-error">/)
  })

  test('every link of the summary lands on a field that is there', () => {
    const html = form(typed, { prefix: 'second-' })
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${id}"`)
  })

  test('leaves the state of another form on the page alone', () => {
    const state = { ...typed, route: '/network/organisations/:id' }
    expect(form(state, { route: '/network/organisations/:id/close' })).toContain('value="Jobcenter"')
    expect(form(state, { route: '/network/organisations/:id' })).toContain('value="31.11.2026"')
  })

  test('never shows a password again', () => {
    const html = form({ values: { name: 'geheim' }, issues: [] }, {}, <TextField name="name" type="password" />)
    expect(html).not.toContain('geheim')
  })

  test('shows in a folded choice what is chosen', () => {
    const html = form(null, {}, <MultiSelect name="groups" choices={options} />)
    expect(html).toMatch(/<summary>.*Träger.*<\/summary>/)
    expect(form({ values: {}, issues: [] }, {}, <MultiSelect name="groups" choices={options} />)).toContain(
      'Nichts gewählt',
    )
  })

  test('refuses a field that has no label', () => {
    expect(() => form(null, {}, <TextField name="colour" />)).toThrow('The form has no label for colour')
    expect(() => renderFragment(testContext(), <TextField name="name" />)).toThrow('stands outside a form')
  })
})
