/** How works that would get in each other's way are done one after the other within this process. */

/** Agenda looks for jobs at every tick, done with the last look or not; many looks at once would starve the database. */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
