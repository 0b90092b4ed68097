/** The door of sharing within the room of cases: hand-overs from a file and into one. */
export { sharingRoutes } from './routes.tsx'
export { handoversSection } from './section.tsx'
export { takePanel } from './take/panel.tsx'
