// How many lines does a text ask for?

/** Written line breaks plus one. Where a phone wraps a long line differs by device and is not guessed. */
export const countLines = (text: string): number => text.split(/\r\n|\r|\n/).length
