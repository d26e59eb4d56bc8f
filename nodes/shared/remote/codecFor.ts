import { createCodec, type NameCodec } from '../listing/NameCodec';

const codecs = new Map<string, NameCodec>();

/** The codec of a server's encoding; `auto` is UTF-8 until a listing shows otherwise. */
export function codecFor(encoding: string): NameCodec {
	const name = encoding === 'auto' ? 'utf8' : encoding;
	const known = codecs.get(name);
	if (known) return known;
	const codec = createCodec(name);
	codecs.set(name, codec);
	return codec;
}
