import { defineRights } from '../../platform/access/index.ts'

/**
 * The gate's rights. Exact figures with small cells are for named coordinators: the coordination of integration
 * management and the head of the integration centre. Everybody else waits for releases made for them.
 */
export const rights = defineRights({ 'insight.read': ['coordinator', 'lead'] }, { people: ['insight.read'] })
