/** What runs, as components see it: they know no protocol. */
export type { EngineDescription, TestTimes } from '../../protocol/loading';
