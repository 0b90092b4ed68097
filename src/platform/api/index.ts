/** The door of the API: how a room states its routes, and how it tells programs that something happened. */
export { type ApiRequest, type ApiRoute, apiRoutesFor } from './routes.ts'
export { announce } from './webhooks/announce.ts'
