// Bounds of what facilitators type, in bytes as it travels; the server checks them too.

export const REASON_MAX = 200; // also of an answer
export const BULLETIN_MAX = 500;
export const SOURCE_MAX = 31;
export const NAME_MAX = 63;
export const PERCENTS = [100, 150, 200, 300, 400] as const; // of the usual time
