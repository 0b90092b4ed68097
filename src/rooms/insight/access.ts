import { defineRights } from '../../platform/access/index.ts'

/**
 * The gate's rights. Exact figures with small cells are for named coordinators: the coordination of integration
 * management and the head of the integration centre. They release figures for others; the steering group reads what was
 * released for it.
 */
export const rights = defineRights(
  {
    'insight.read': ['coordinator', 'lead'],
    'insight.publish': ['coordinator', 'lead'],
    'insight.released': ['coordinator', 'lead', 'steering'],
    'insight.explore': ['coordinator', 'lead'],
    'insight.export-log': ['lead'],
    'insight.travel-times': ['coordinator'],
  },
  { people: ['insight.read', 'insight.publish', 'insight.explore', 'insight.export-log'] },
)
