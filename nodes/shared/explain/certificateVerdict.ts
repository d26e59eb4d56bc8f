import type { CertificateProblem, CertificateReport } from './certificateReport';

/**
 * Whether a certificate is acceptable: null, or the problem that matters most. `verify` wants no problem at all,
 * `pin` one of the pinned fingerprints in place of everything else, `allowAny` nothing.
 */
export function certificateVerdict(
	report: CertificateReport,
	check: 'verify' | 'pin' | 'allowAny',
): CertificateProblem | null {
	switch (check) {
		case 'allowAny':
			return null;
		case 'pin':
			return report.pinMatches ? null : 'pinMismatch';
		case 'verify':
			return report.problems.find((problem) => problem !== 'pinMismatch') ?? null;
	}
}
