/** A command that does not go on, for a reason its caller can mend; said on standard error, with exit code 1. */
export class Refused extends Error {}
