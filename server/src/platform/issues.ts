/** What a node itself may have to say, whatever the subject. */
export const NODE_ISSUES = ['node.database-unreachable'] as const
