/** Does a quoted cell stay open at the end of this line, and how many cells does the line have? */
export function scanQuotes(line: string, delimiter: string, startsInside: boolean) {
  if (!line.includes('"')) return { endsInside: startsInside, cells: line.split(delimiter).length }
  let inside = startsInside
  let atStart = !inside
  let cells = 1
  for (let index = 0; index < line.length; index += 1) {
    const letter = line[index]
    // a doubled mark inside is a letter, a single one closes; outside, a mark opens only at the beginning of a cell
    if (letter === '"' && inside && line[index + 1] === '"') index += 1
    else if (letter === '"') inside = !inside && atStart
    atStart = !inside && letter === delimiter
    if (atStart) cells += 1
  }
  return { endsInside: inside, cells }
}
