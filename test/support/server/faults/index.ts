export type { DataFault, Exchange, Fault, PassiveFault } from './Fault';
export { on, type Match, type Rule } from './Rule';
export * from './connection';
export * from './files';
export * from './listings';
export * from './passive';
export * from './replies';
export * from './transfers';
