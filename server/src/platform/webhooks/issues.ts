/** What can stand in the way of being told. */
export const WEBHOOK_ISSUES = [
  'webhooks.address-not-public',
  'webhooks.delivery-unknown',
  'webhooks.endpoint-unknown',
  'webhooks.endpoints-too-many',
  'webhooks.url-malformed',
  'webhooks.url-not-https',
] as const
