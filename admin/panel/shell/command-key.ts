/** A key per intention: the same press sent twice is done once. */

/** 128 random bits; also where the page did not come over TLS, which `crypto.randomUUID` asks for. */
export function newCommandKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
