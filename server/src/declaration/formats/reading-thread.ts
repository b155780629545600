import { parentPort } from 'node:worker_threads'
import { readFile } from './read-file.ts'

/** Reads one file after the other for whoever started this thread. */
parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(readFile(bytes)))
