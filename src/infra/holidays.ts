/** The public holidays of Korea, days in lieu and election days among them, as far as the gazette has announced them. */
import { getHolidayPreset } from '@hyunbinseo/holidays-kr'
import type { PublicHolidays } from '../usecases/gateways.js'

export const publicHolidays: PublicHolidays = async (year) => {
  try {
    const holidays = await getHolidayPreset(String(year))
    return Object.entries(holidays).map(([day, names]) => ({ day, name: names.join(', ') }))
  } catch (error) {
    // so the package says that it has no such year
    if (error instanceof RangeError) return []
    throw error
  }
}
