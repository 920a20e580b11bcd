/** Why can this file not be read at all? One Korean sentence for the librarian, with what to do. */
export class CatalogueFileError extends Error {
  override readonly name = 'CatalogueFileError'
}
