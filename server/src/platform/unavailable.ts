/** What was asked cannot be begun now, and may be asked again as it was: nothing of it was done. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}
