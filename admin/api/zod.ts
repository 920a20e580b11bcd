/** zod as the API speaks it: a schema may carry the name it has in OpenAPI. */
import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'

extendZodWithOpenApi(z)

export { z }
