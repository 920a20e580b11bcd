export const parts = [
  'rents',
  'search',
  'quality',
  'notices',
  'overload',
  'skills',
  'start',
  'dashboard',
  'growth',
  'letters',
  'imports',
  'bystanders',
] as const
export type Part = (typeof parts)[number]

/** What was asked of this run: how long, on which database, on which books. */
export type BenchOptions = {
  /** Measured rounds of every contender; the first rounds of all only warm up. */
  readonly rounds: number
  readonly warmUps: number
  readonly rentsPerRound: number
  readonly greetingsPerRound: number
  readonly titles: number
  /** On which the search is measured, and what bystanders notice. */
  readonly engines: readonly ('mariadb' | 'sqlite')[]
  /** For the sweep: open rentals, and how many of them are late. */
  readonly openRentals: number
  readonly lateAmongThem: number
  /** For the telling. */
  readonly lateMembers: number
  /** For the crowd: members who want a book each, seconds of each step up to the peak, and of ten times the peak. */
  readonly overload: { readonly members: number; readonly stepSeconds: number; readonly crowdSeconds: number }
  /** Rentals in the house, and how often everything is done at each of these sizes. */
  readonly growing: { readonly sizes: readonly number[]; readonly rounds: number }
  /** Letters of a round; rents a second, and for how long, while the board is looked at. */
  readonly letters: {
    readonly rounds: number
    readonly each: number
    readonly perSecond: number
    readonly seconds: number
  }
  readonly imports: { readonly rows: number; readonly rounds: number }
  /** For those who ask while the desk is at work. */
  readonly bystanders: {
    readonly rentals: number
    readonly listRows: number
    readonly rounds: number
    readonly seconds: number
  }
  /** Starts of every role. */
  readonly starts: number
  /** Rents of each crowd in a round, fewer where they come one after the other. */
  readonly rentsAtOnce: { readonly rounds: number; readonly warmUps: number; readonly each: number }
  /** Of every skill: calls in a round, many at once and one at a time. */
  readonly skillCalls: {
    readonly rounds: number
    readonly warmUps: number
    readonly atOnce: number
    readonly alone: number
  }
  /** The parts that are wanted; none named, all of them. */
  readonly only: readonly Part[]
  /** A server to measure instead of a private one; the account must be allowed to create databases. */
  readonly mariadbUrl: string | null
  /** A librarian's list to search in instead of made-up titles. */
  readonly catalogue: string | null
  /** Where to leave a CPU profile of the product's process. */
  readonly profileTo: string | null
}

const whole = {
  ...{ rounds: 9, warmUps: 2, rentsPerRound: 2_000, greetingsPerRound: 4_000, titles: 100_000 },
  ...{ openRentals: 1_000_000, lateAmongThem: 1_000, lateMembers: 100_000 },
  overload: { members: 150_000, stepSeconds: 4, crowdSeconds: 10 },
  growing: { sizes: [10_000, 100_000, 1_000_000], rounds: 5 },
  letters: { rounds: 5, each: 3_000, perSecond: 100, seconds: 15 },
  imports: { rows: 20_000, rounds: 3 },
  bystanders: { rentals: 100_000, listRows: 4_000, rounds: 3, seconds: 4 },
  starts: 9,
  rentsAtOnce: { rounds: 5, warmUps: 1, each: 1_500 },
  skillCalls: { rounds: 5, warmUps: 1, atOnce: 2_000, alone: 300 },
}
const quick = {
  ...{ rounds: 3, warmUps: 1, rentsPerRound: 1_500, greetingsPerRound: 3_000, titles: 10_000 },
  ...{ openRentals: 50_000, lateAmongThem: 1_000, lateMembers: 3_000 },
  overload: { members: 60_000, stepSeconds: 2, crowdSeconds: 4 },
  growing: { sizes: [10_000, 40_000], rounds: 2 },
  letters: { rounds: 2, each: 600, perSecond: 50, seconds: 3 },
  imports: { rows: 2_000, rounds: 1 },
  bystanders: { rentals: 10_000, listRows: 1_000, rounds: 1, seconds: 2 },
  starts: 3,
  rentsAtOnce: { rounds: 2, warmUps: 1, each: 300 },
  skillCalls: { rounds: 2, warmUps: 1, atOnce: 300, alone: 60 },
}

export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): BenchOptions {
  const valueOf = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
  const usual = args.includes('--quick') ? quick : whole
  return {
    ...usual,
    titles: Number(valueOf('--titles') ?? usual.titles),
    engines: (['mariadb', 'sqlite'] as const).filter((engine) => (valueOf('--on') ?? engine) === engine),
    only: parts.filter((part) => args.includes(part)),
    mariadbUrl: env['BENCH_MARIADB_URL'] || null,
    catalogue: env['BENCH_CATALOGUE'] || null,
    profileTo: valueOf('--profile'),
  }
}
