/** What a page of our own shows, asked of the API; a sign-in that is over is noticed as react-admin notices it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLogoutIfAccessDenied } from 'react-admin'
import { Problem } from './problem.js'

const unclear = '불러오지 못했어요. 잠시 뒤에 다시 해 주세요.'

/** `name`: what it is kept by in this browser, until it is asked for anew. */
export function useLook<Data>(name: readonly unknown[], look: () => Promise<Data>) {
  const { data, error, refetch } = useQuery({ queryKey: ['desk', ...name], queryFn: look, retry: false })
  useEndedSession(error)
  return { data, trouble: sentence(error), again: refetch }
}

type PageOf<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/** A list that goes on: each page by the cursor that came with the one before. */
export function usePages<Item>(name: readonly unknown[], look: (after: string | undefined) => Promise<PageOf<Item>>) {
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['desk', ...name],
    queryFn: ({ pageParam }) => look(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    retry: false,
  })
  useEndedSession(error)
  return {
    items: data?.pages.flatMap(({ items }) => items),
    trouble: sentence(error),
    more: hasNextPage ? () => void fetchNextPage() : null,
    isLoading: isFetching,
  }
}

function useEndedSession(error: Error | null): void {
  const leaveIfOver = useLogoutIfAccessDenied()
  useEffect(() => {
    if (error) void leaveIfOver(error)
  }, [error, leaveIfOver])
}

function sentence(error: Error | null): string | null {
  return error && (error instanceof Problem ? error.message : unclear)
}
