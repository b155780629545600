export { binariesIn } from './binaries.ts'
export { connectionsOf, openDatabase, poolOf } from './database.ts'
export { holdPostgres, type PostgresServer } from './server.ts'
