import iconv from 'iconv-lite';

/**
 * Names between wire, disk and people. Inside the server a name is a string with one character a byte of the wire
 * ("wire text"), so that a name that is no valid UTF-8 comes back in the bytes that it has.
 */
export class WireCodec {
	constructor(readonly encoding: string) {}

	/** Wire text → bytes of the disk, which are UTF-8 except where the wire is untouched. */
	toDisk(wire: string): Buffer {
		const bytes = Buffer.from(wire, 'latin1');
		return this.transparent ? bytes : Buffer.from(iconv.decode(bytes, this.encoding), 'utf8');
	}

	fromDisk(bytes: Buffer): string {
		if (this.transparent) return bytes.toString('latin1');
		return iconv.encode(bytes.toString('utf8'), this.encoding).toString('latin1');
	}

	/** Wire text → what a person reads. */
	decode(wire: string): string {
		return iconv.decode(Buffer.from(wire, 'latin1'), this.encoding, { stripBOM: false });
	}

	/** What a person wrote → wire text. */
	encode(text: string): string {
		return iconv.encode(text, this.encoding).toString('latin1');
	}

	private get transparent(): boolean {
		return this.encoding === 'utf8';
	}
}
