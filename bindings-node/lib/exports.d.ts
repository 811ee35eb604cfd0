// Everything that the package exports, whenever index.js loads it.
export * from './index.js';
export { Visitor } from './visitor.js';
export type { Details, TagOptions, VisitorOptions } from './visitor.js';
export {
  headers,
  loader,
  logoutCall,
  logoutCspHash,
  logoutDataTag,
  logoutScriptTag,
} from './page.js';
