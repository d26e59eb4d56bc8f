import { encode } from 'iconv-lite';

/*
 * Servers that run `ls` in their own locale write its month names. The names stand here once, in the encodings that such
 * servers use; the keys are bytes. Names that are two months are left out: Croatian "srp" is July, French "jui" either of two.
 */
const western = ['utf8', 'latin1'];
const central = ['utf8', 'latin1', 'windows-1250'];

const languages: ReadonlyArray<{ encodings: readonly string[]; months: string }> = [
	{ encodings: western, months: 'jan feb mar apr may jun jul aug sep oct nov dec' },
	{
		encodings: western,
		months:
			'january february march april may june july august september|sept october november december',
	},
	{
		encodings: western,
		months: 'jan|jän feb mär|märz|mrz apr mai juni juli aug sep|sept okt nov dez',
	},
	{
		encodings: western,
		months: 'jan|janv fév|févr mar|mars avr|avril mai juin jul|juil aoû|août sep|sept oct nov déc',
	},
	{ encodings: western, months: 'ene feb mar abr may jun jul ago sep|sept oct nov dic' },
	{ encodings: western, months: 'gen feb mar apr mag giu lug ago set ott nov dic' },
	{ encodings: western, months: 'jan fev mar abr mai jun jul ago set out nov dez' },
	{ encodings: western, months: 'jan feb mrt apr mei jun jul aug sep okt nov dec' },
	{
		encodings: western,
		months: 'jan feb mars|mar april|apr maj juni|jun juli|jul aug sep okt nov dec|des',
	},
	{
		encodings: western,
		months: 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
	},
	{ encodings: central, months: 'sty lut mar kwi maj cze lip sie wrz paź lis gru' },
	{ encodings: central, months: 'led úno bře dub kvě čen|čer čec srp zář říj lis pro' },
	{ encodings: central, months: 'jan febr márc ápr máj jún júl aug szept okt nov dec' },
	{
		encodings: ['utf8', 'windows-1254'],
		months: 'oca şub mar nis may haz tem ağu eyl eki kas ara',
	},
	{
		encodings: ['utf8', 'windows-1251', 'koi8-r', 'cp866'],
		months: 'янв фев мар апр май|мая июн июл авг сен|сент окт ноя|нояб дек',
	},
	{ encodings: ['utf8', 'gbk', 'big5', 'shift_jis', 'euc-jp'], months: numbered('月') },
	{ encodings: ['utf8', 'euc-kr'], months: numbered('월') },
];

/** 1 to 12 by the bytes of a month's name, as written in a listing (`Jan`, `JAN`, `janv.`, `Juli,`, `1月`). */
export const monthByName: ReadonlyMap<string, number> = table();

function table(): Map<string, number> {
	const found = new Map<string, number>();
	for (const { encodings, months } of languages) {
		months.split(' ').forEach((names, index) => {
			for (const name of names.split('|').flatMap(spellings)) {
				for (const encoding of encodings) {
					const key = encode(name, encoding).toString('latin1');
					if (!key.includes('?') && !found.has(key)) found.set(key, index + 1);
				}
			}
		});
	}
	return found;
}

function spellings(name: string): string[] {
	const written = [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)];
	return written.flatMap((text) => [text, `${text}.`, `${text},`, `${text}.,`]);
}

function numbered(sign: string): string {
	return Array.from({ length: 12 }, (_, index) => `${index + 1}${sign}`).join(' ');
}
