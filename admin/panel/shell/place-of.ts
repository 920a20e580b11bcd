/** Where something is shown in the panel, if the panel has such a page. */
import { useResourceDefinitions } from 'react-admin'

/** Answers the address of the page's list, or of one record of it; `null` where there is none. */
export function usePlaces(): (page: string, id?: string | number) => string | null {
  const known = useResourceDefinitions()
  return (page, id) => {
    const { hasList, hasShow, hasEdit } = known[page] ?? {}
    if (id === undefined) return hasList ? `/${page}` : null
    const one = `/${page}/${encodeURIComponent(id)}`
    return hasShow ? `${one}/show` : hasEdit ? one : null
  }
}
