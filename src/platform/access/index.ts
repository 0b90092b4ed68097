/**
 * The door of access: who acts, and what they may do. Three locks, closed by default: a right on every route (here),
 * one visible-scope predicate per room, and row-level security forced for the app role.
 */
export { actAsLink } from './acting.ts'
export type { Actor } from './actor.ts'
export { defineRights, demand, may, type Rights, rolesWith } from './rights.ts'
export { isRoleKey, type RoleKey, roleKeys } from './roles.ts'
