/** What can stand in the way of a message. */
export const MESSAGE_ISSUES = ['messages.none-so-far', 'messages.too-many'] as const
