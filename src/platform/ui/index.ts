/** The door of the user interface: what rooms and the gate may use. Charts have a door of their own, charts/index.ts. */
export { type Asset, type Assets, buildAssets } from './assets/assets.ts'
export { Button, ButtonLink, type ButtonLook, type ButtonProps, ButtonRow } from './components/button.tsx'
export { type Chip, Chips } from './components/chips.tsx'
export { Checkbox, CheckboxList, type Choice, MultiSelect, RadioGroup } from './components/choice.tsx'
export { Blank, DecisionSheet, TickBoxes } from './components/decision.tsx'
export { ErrorSummary } from './components/errorsummary.tsx'
export { type Description, DescriptionList, type Fact, Facts } from './components/facts.tsx'
export {
  DateField,
  FileField,
  type Option,
  type OptionGroup,
  Options,
  Select,
  TextArea,
  TextField,
} from './components/field.tsx'
export { FilterBar, FilterDay, FilterSelect, FilterText } from './components/filter.tsx'
export { Form, type FormState, type FormValue, Hidden, KeepsTyped } from './components/form.tsx'
export { Columns, Details, Intro, Panel, Part, Row, ScrollRegion, Section, Stack } from './components/layout.tsx'
export { Link, Path } from './components/link.tsx'
export {
  type DatedItem,
  DatedList,
  History,
  type HistoryEntry,
  List,
  type ListItem,
  MarkedList,
} from './components/list.tsx'
export { Alert, ConfirmationNote, Empty, Note, NothingFound } from './components/message.tsx'
export { addressWith, PageCount, Pager } from './components/pager.tsx'
export { Preview, Withheld } from './components/preview.tsx'
export { Mark, State, type StateKind, type Step, StepTrack, Tag } from './components/state.tsx'
export { type Column, RowName, Table } from './components/table.tsx'
export { Code, Figure, Meta, Name, Parts, Strong, T, Text } from './components/text.tsx'
export {
  type ActorView,
  address,
  type Frame,
  type NavigationItem,
  type RenderContext,
  type TenantView,
  useRender,
} from './context.tsx'
export type { Crumb } from './frame/crumbs.tsx'
export type { Page } from './frame/document.tsx'
export { renderFragment, renderPage } from './render.tsx'
export { type Report, renderReport } from './report.tsx'

/** Where the texts of the user interface lie, for readCatalogues. */
export const uiFolder = new URL('./', import.meta.url)
