import fc from 'fast-check';

/**
 * Properties are tried on the same values in every run, so that a run says something about the change at hand and not
 * about luck. `TLSENSE_SEED=random` (or a number) looks further: whatever it finds becomes a case in a table.
 */
const wanted = process.env['TLSENSE_SEED'];
if (wanted !== 'random') fc.configureGlobal({ seed: wanted ? Number(wanted) : 20261124 });
