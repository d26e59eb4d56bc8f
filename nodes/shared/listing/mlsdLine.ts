import type { EntryType } from '../model/Entry';
import type { ListedLine, SelfLine } from './ListedLine';
import { exactSize, isDots } from './names';
import { parseMdtm } from './timestamp';

/** What a `type` fact says: an entry's type, its link target, or that the line is the folder itself or its parent. */
interface Kind {
	readonly type: EntryType | 'self' | 'parent';
	readonly special: boolean;
	readonly target: string | null;
}

/** Reads one line of MLSD, `fact=value;fact=value; name` (RFC 3659 section 7). Times in it are UTC. */
export function mlsdLine(line: string): ListedLine | SelfLine | 'ignored' | null {
	const end = endOfFacts(line);
	if (end < 0) return null;
	const facts = factsOf(line.slice(0, end));
	if (!facts) return null;
	const kind = kindOf(facts);
	// Without a type a folder could pass for a file, so the line counts as not understood.
	if (!kind) return null;
	const name = line.slice(end + 1);
	const id = idOf(facts);
	if (kind.type === 'self' || kind.type === 'parent') {
		return id === null ? 'ignored' : { self: kind.type === 'self' ? 'folder' : 'parent', id };
	}
	if (isDots(name)) return 'ignored';
	if (name === '') return null;
	const modified = facts.get('modify');
	const modifiedMs = modified === undefined ? null : parseMdtm(modified);
	return {
		name,
		type: kind.type,
		size: kind.type === 'file' && !kind.special ? exactSize(facts.get('size') ?? '') : null,
		modifiedMs,
		precision: modifiedMs === null ? 'none' : 'second',
		permissions: facts.get('unix.mode') ?? null,
		owner: facts.get('unix.ownername') ?? facts.get('unix.owner') ?? facts.get('unix.uid') ?? null,
		group: facts.get('unix.groupname') ?? facts.get('unix.group') ?? facts.get('unix.gid') ?? null,
		linkTarget: kind.target,
		...(kind.type === 'folder' && { id, odd: isOdd(facts) }),
	};
}

/** RFC 3659 section 7.5.5: `a r w` are for files, `c e l m p` for folders. */
function isOdd(facts: ReadonlyMap<string, string>): boolean {
	return /^[adfrw]*[arw][adfrw]*$/i.test(facts.get('perm') ?? '');
}

/** `unique`, from device and inode mostly. Where the system has no inodes (Windows), some servers write 0 for all: no id. */
function idOf(facts: ReadonlyMap<string, string>): string | null {
	const unique = facts.get('unique') ?? '';
	return /(?:^|g)0*$/i.test(unique) ? null : unique;
}

/** Facts whose values may hold blanks: the target of a link, and the names that ProFTPD takes from LDAP ("Domain Users"). */
const openFact = /(?:^|;)(?:type=os\.[^;=]*=slink:|unix\.(?:owner|group)(?:name)?=)[^;]*$/i;

/** The place between facts and name: the first blank (one server sends a tab), unless a fact of the above kind is still open there. */
function endOfFacts(line: string): number {
	const blank = line.search(/[ \t]/);
	if (blank > 0 && line.charAt(blank - 1) !== ';' && openFact.test(line.slice(0, blank))) {
		const closed = line.indexOf('; ', blank);
		return closed < 0 ? blank : closed + 1;
	}
	return blank;
}

function factsOf(text: string): Map<string, string> | null {
	const facts = new Map<string, string>();
	for (let from = 0; from < text.length;) {
		let to = text.indexOf(';', from);
		if (to < 0) to = text.length;
		const equals = text.indexOf('=', from);
		if (equals < 0 || equals > to) return null;
		facts.set(text.slice(from, equals).toLowerCase(), text.slice(equals + 1, to));
		from = to + 1;
	}
	return facts;
}

function kindOf(facts: ReadonlyMap<string, string>): Kind | null {
	const value = facts.get('type');
	if (value === undefined) {
		// A server may leave `type` out (OPTS MLST); these two facts belong to one type each (RFC 3659 section 7.5).
		if (facts.has('sizd')) return plain('folder');
		return facts.has('size') ? plain('file') : null;
	}
	switch (value.toLowerCase()) {
		case 'file':
			return plain('file');
		case 'dir':
			return plain('folder');
		case 'cdir':
			return plain('self');
		case 'pdir':
			return plain('parent');
		default:
			return ownKind(value);
	}
}

/** `OS.name=type`: links as ProFTPD and Pure-FTPd name them; devices, pipes and sockets are files of unknown size. */
function ownKind(value: string): Kind | null {
	const match = /^OS\.[^=]*=(.*)$/is.exec(value);
	if (!match) return null;
	const what = match[1] ?? '';
	if (!/^(?:slink|symlink|link|junction)/i.test(what)) {
		return { type: 'file', special: true, target: null };
	}
	const colon = what.indexOf(':');
	const target = colon < 0 ? '' : what.slice(colon + 1);
	return { type: 'link', special: false, target: target === '' ? null : target };
}

function plain(type: Kind['type']): Kind {
	return { type, special: false, target: null };
}
