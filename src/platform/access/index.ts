/**
 * The door of access: who acts, and what they may do. Three locks, closed by default: a right on every route (here),
 * one visible-scope predicate per room, and row-level security forced for the app role.
 */
export type { Actor } from './actor.ts'
export { defineRights, demand, isRoleKey, may, type Rights, type RoleKey, roleKeys, rolesWith } from './rights.ts'
