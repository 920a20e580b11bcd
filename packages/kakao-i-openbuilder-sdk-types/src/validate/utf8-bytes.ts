// How many bytes does a text take on the wire?

/** Size in UTF-8; a lone surrogate counts as its replacement character, 3 bytes. */
export const utf8Bytes = (text: string): number => {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
