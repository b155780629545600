export { findNote, insertNote, insertNotice, listNotices, type NewNote, newNote } from './notes.ts'
