/** What a house lives in: an address for the product, and the servers behind it, which can be killed and come back. */

export type Server = {
  readonly name: string
  readonly isUp: () => boolean
  kill(): Promise<void>
  /** Stops it in the middle of whatever it does, and lets it go on. */
  pause(): void
  goOn(): void
  /** Starts it on the data that are there; done when it takes part again. */
  start(): Promise<void>
}

export type Store = {
  readonly name: 'mariadb' | 'galera'
  /** Where the product finds its database. */
  readonly url: string
  readonly servers: readonly Server[]
  /** Of every server there is, for whoever looks whether they are alike. */
  readonly directUrls: readonly string[]
  close(): Promise<void>
}
