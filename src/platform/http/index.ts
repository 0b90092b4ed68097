/** The door of the gate: how a room states its routes, and what a route is given. */

/** Schemas for what forms send: `field.text(120)`, `field.day()`. */
export * as field from './fields.ts'
export { pageNumber } from './paging.ts'
export type {
  Download,
  FormRequest,
  FormState,
  FormValues,
  Page,
  PageRequest,
  PublicFormRequest,
  PublicRequest,
} from './request.ts'
export { type FormOptions, type ParamNames, type PublicFormOptions, type Route, routesFor } from './routes.ts'
export type { PublicPanel, SlotPanel } from './slots.ts'
