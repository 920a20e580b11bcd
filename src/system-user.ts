/** Who runs this process, as far as the system knows. */
import { userInfo } from 'node:os'

/** In a container there may be no name for the user. */
export function systemUser(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}
