/** @type {typeof Transform} */
export const LazyTransform: typeof Transform;
import { Transform } from "stream";
