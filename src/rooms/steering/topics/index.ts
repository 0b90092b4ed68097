/** What the other parts of the room may use of topics. */
export { moveTopic } from './actions/move.ts'
export { tellOrigins } from './actions/tell.ts'
export { decidedStates, type TopicState, topicStates } from './domain/states.ts'
export type { News, NewsKind } from './news.ts'
export { topicPath } from './paths.ts'
export { getTopic, listTopics, type Topic, type TopicListing } from './queries/topics.ts'
