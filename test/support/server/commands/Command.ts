import type { Session } from '../Session';

/** Answers one command. `argument` is wire text. Errors of the disk are thrown and become 550. */
export type Command = (session: Session, argument: string) => void | Promise<void>;

/** Commands by verb. */
export type Commands = Readonly<Record<string, Command>>;
