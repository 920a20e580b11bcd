/** Versions as ETags. */

/** Any text fits a version; a header takes fewer letters. */
export function etagOf(version: string | number): string {
  return `"${encodeURIComponent(version)}"`
}

/**
 * The version named by If-Match; `null` when none is. `*` names none: it would be an edit of whatever stands there. A proxy
 * that compresses answers calls their ETags weak, which changes nothing of the version.
 */
export function versionIn(ifMatch: string | undefined): string | null {
  const [, tag] = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(ifMatch ?? '') ?? []
  if (tag === undefined) return null
  try {
    return decodeURIComponent(tag)
  } catch {
    return null
  }
}
