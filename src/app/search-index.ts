/** The search index: how it is made anew, and how it catches up. */
import { ok } from '../domain/result.js'
import { titlesToFile } from '../infra/db/refile.js'
import type { Settings } from '../infra/db/settings.js'
import { rebuildSearch, type SearchMark } from '../usecases/rebuild-search.js'
import type { Inside } from './inside.js'

/** The setting that says how far a rebuild has come; empty when one has come to its end. */
const markName = 'search-rebuilt-up-to'

export function searchIndexApp({ sql, runInTx }: Inside, settings: Settings) {
  const mark = {
    async read(): Promise<SearchMark | null> {
      const text = await settings.read(markName)
      return text ? (JSON.parse(text) as SearchMark) : null
    },
    write: (here: SearchMark | null) => settings.write(markName, here === null ? '' : JSON.stringify(here)),
  }
  return {
    /** Goes on where a rebuild was cut short, or begins one; whether it has come to its end. */
    rebuildSearch: (goesOn?: (mark: SearchMark) => boolean) => rebuildSearch({ runInTx, mark }, goesOn),
    /** Numbers of titles that are filed otherwise than they stand on the shelf. */
    titlesToFile: (after: number | null, limit: number) => titlesToFile(sql, after, limit),
    fileTitle: (bookNo: number) =>
      runInTx(async ({ titleIndex }) => {
        await titleIndex.refile([bookNo])
        return ok(null)
      }),
  }
}
