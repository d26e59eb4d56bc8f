import { classifyReply, withoutArgument } from './classifyReply';
import { likelyCause } from './replyWordings';

/**
 * What a server means whose listing of a folder that it let us into has not one byte: `empty` the folder is,
 * `unreadable` the account may not read it, `doubtful` it may be either, `other` the answer is about something else.
 */
export type EmptyListing = 'empty' | 'unreadable' | 'doubtful' | 'other';

/*
 * Servers let a person into a folder that they may not read. vsftpd 3.0.3 then lists nothing and says `226 Transfer done
 * (but failed to open directory).`, Pure-FTPd 1.0.50 `226-Sorry, we were unable to read [.]` to LIST and `550 Can't check
 * for file existence` to MLSD.
 */
const unreadable =
	/\b(failed|unable) to (open|read|list|access)|\b(could ?n[o']t|cannot|can ?not|can't) (open|read|list|access)|can't check for file existence/iu;

/** `550 No files found`, `550 No members found.` (z/OS), `550 Directory is empty`. */
const empty =
	/\b(no|zero|0) (\w+ ){0,2}(files?|entr(y|ies)|members?|data ?sets?|items?|match(es)?|objects?)\b|(?<!not )\bempty\b|\bleer\b|\bvide\b|vac[ií][oa]\b/iu;

/** Says what the final answer to LIST or MLSD means when no byte came. `text` is all after the digits. */
export function emptyListing(
	verb: string,
	folder: string,
	answer: { readonly code: number; readonly text: string },
): EmptyListing {
	const { code } = answer;
	const text = withoutArgument(answer.text, folder);
	if (code >= 200 && code < 300) {
		return unreadable.test(text) || likelyCause(text) === 'permission' ? 'unreadable' : 'empty';
	}
	if (code !== 550 && code !== 450) return 'other';
	const { category, likely } = classifyReply({
		verb,
		argument: folder,
		...answer,
		stage: 'listing',
	});
	if (category !== 'ask') return 'other';
	if (likely === 'permission' || unreadable.test(text))
		return code === 550 ? 'unreadable' : 'other';
	// wu-ftpd says 450 No such file or directory.
	if (likely === 'notFound' || (likely === null && empty.test(text))) return 'empty';
	return likely === null && code === 550 ? 'doubtful' : 'other';
}
