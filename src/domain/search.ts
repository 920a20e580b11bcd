/** By which name an author is compared. */
import { norm } from './spelling.js'

/** The first author's bare name, to compare with: `한강 지음 ; 김 옮김` → `한강`. */
export function authorNorm(author: string): string {
  const [first = ''] = author.split(/[;,/|·]/)
  const bare = first.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/^\s*(?:지은이|글쓴이|저자|글)\s*:\s*/, '')
  return norm(
    bare.replace(/\s+(?:지음|지은이|저|저자|글|글쓴이|글·그림|쓰고 그림|엮음|편|편저|원작|원저|작|by)\s*$/, ''),
  )
}
