import { readVerify, verifyField } from '../../../../nodes/shared/n8n/verifyField';

it('compares sizes unless told otherwise', () => {
	expect(readVerify({})).toBe(verifyField.default);
	expect(readVerify({ verify: 'hash' })).toBe('hash');
	expect(() => readVerify({ verify: 'md5' })).toThrow('Verify is "md5"');
});
