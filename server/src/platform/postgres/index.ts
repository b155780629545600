export { binariesIn } from './binaries.ts'
export { openDatabase, poolOf } from './database.ts'
export { holdPostgres, type PostgresServer } from './server.ts'
