/** The weeks as bars: books out and back, and money in. The same numbers stand in the table below, day by day. */
import { Box, Card, CardContent, Typography, useTheme } from '@mui/material'
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { count, won } from '../shell/formats.js'
import type { Dashboard } from '../board/dashboard.js'

type Week = Dashboard['weeks'][number]

export function Weeks({ weeks }: Pick<Dashboard, 'weeks'>) {
  const { palette } = useTheme()
  const shown = weeks.map((week) => ({ ...week, label: labelOf(week), inWon: week.kakaoPayWon + week.cashWon }))
  const books = [
    { key: 'rentals', name: '빌려 간 책', fill: palette.primary.main },
    { key: 'returns', name: '돌아온 책', fill: palette.warning.main },
  ]
  const money = [
    { key: 'inWon', name: '들어온 돈', fill: palette.primary.main },
    { key: 'feesWon', name: '대여료', fill: palette.warning.main },
  ]
  return (
    <Box component="section" aria-label="주마다">
      <Typography component="h3" variant="h6" sx={{ mb: 1 }}>
        주마다
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <Chart name="책" weeks={shown} bars={books} say={count} said={saidOf(weeks)} />
        <Chart name="돈" weeks={shown} bars={money} say={won} said={saidOfMoney(weeks)} />
      </Box>
    </Box>
  )
}

type ChartProps = {
  readonly name: string
  readonly weeks: readonly object[]
  readonly bars: readonly { readonly key: string; readonly name: string; readonly fill: string }[]
  readonly say: (number: number) => string
  /** The picture in words. */
  readonly said: string
}

function Chart({ name, weeks, bars, say, said }: ChartProps) {
  const { palette } = useTheme()
  const axis = { stroke: palette.text.secondary, tick: { fill: palette.text.secondary, fontSize: 12 } }
  return (
    <Card variant="outlined">
      <CardContent>
        <Typography component="h4" sx={{ fontWeight: 600, mb: 1 }}>
          {name}
        </Typography>
        <Box role="img" aria-label={said} sx={{ height: 240 }}>
          <ResponsiveContainer width="100%" height="100%">
            <BarChart data={[...weeks]} accessibilityLayer={false} margin={{ top: 4, right: 4, bottom: 0, left: 0 }}>
              <CartesianGrid strokeDasharray="3 3" vertical={false} stroke={palette.divider} />
              <XAxis dataKey="label" {...axis} />
              <YAxis allowDecimals={false} width={56} tickFormatter={(tick: number) => short(tick)} {...axis} />
              <Tooltip
                formatter={(value) => say(Number(value))}
                contentStyle={{ background: palette.background.paper, color: palette.text.primary }}
              />
              <Legend itemSorter={null} />
              {bars.map((bar) => (
                <Bar key={bar.key} dataKey={bar.key} name={bar.name} fill={bar.fill} isAnimationActive={false} />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </Box>
      </CardContent>
    </Card>
  )
}

/** `11/23` */
function labelOf({ begins }: Week): string {
  return begins.slice(5).split('-').map(Number).join('/')
}

/** `12만` */
function short(amount: number): string {
  return amount >= 10_000 ? `${count(amount / 10_000)}만` : count(amount)
}

function saidOf(weeks: readonly Week[]): string {
  return weeks.map((week) => `${labelOf(week)} 주 대여 ${week.rentals}권, 반납 ${week.returns}권`).join('. ')
}

function saidOfMoney(weeks: readonly Week[]): string {
  return weeks
    .map((week) => `${labelOf(week)} 주 들어온 돈 ${won(week.kakaoPayWon + week.cashWon)}, 대여료 ${won(week.feesWon)}`)
    .join('. ')
}
