/** Bounds on hostile input. Reaching one is always said (a `Problem`, a `Result`), never silence. */
export const limits = {
  /** The largest file that is read, in bytes: Mozilla's bundle is 0.2 MB, an 8.8 MB bundle holds 5,000 certificates. */
  fileBytes: 16 * 1024 * 1024,
  /** Nested constructed DER values; RFC 5280 structures stay below 20. */
  derDepth: 64,
  /** One DER object; the largest CRLs in the wild have some 10 MB. */
  derBytes: 12 * 1024 * 1024,
  /** PEM blocks in one document. */
  pemBlocks: 20_000,
  /** Objects in one PKCS#7 structure or key store; Java's own cacerts holds some 150. */
  members: 2000,
  /** Values of one document that hold objects without boundary lines: a Secret has a few, a federation some thousand. */
  encodedValues: 3000,
  /** Findings of one rule in one document: editors show a thousand of a file (VS Code's limit), people read fewer. */
  findingsOfRule: 1000,
  /** A program that is searched, in UTF-16 units: people write shorter ones, and one full of TLS takes 300 ms. */
  programCharacters: 500_000,
  /** A program that is parsed between the turns of others; what is typed into a shorter one is answered without a turn. */
  programInTurns: 100_000,
  /** A text that is judged between the turns of others; what is said of a shorter one takes some 50 ms at most. */
  judgedInTurns: 200_000,
  /** TLS contexts of one text that are judged so for the first time: each with its files and their chains. */
  contextsInTurns: 100,
  /** Public halves of private keys that are computed for one text, in milliseconds: a hundred of Ed25519, fifty of P-256. */
  publicHalves: 100,
  /** Text of PEM blocks whose decoded content is kept, in UTF-16 units: the largest file fits. */
  cachedPemCharacters: 16 * 1024 * 1024,
  /** Files that the workspace index looks at. */
  workspaceFiles: 20_000,
  /** Directories below a workspace folder that are walked into. */
  workspaceDepth: 24,
  /** Entries of one list (names of a certificate, revoked serials) that are shown. */
  shownEntries: 50,
  /** RSA keys of a workspace that are held against each other: each costs a division by the product of all. */
  rsaKeys: 500,
  /**
   * Signatures of one document beyond the first for each certificate, where its issuer is looked for among CAs of one
   * name: as many as take 50 ms. One that WebCrypto does not verify (brainpool, DSA) counts for a hundred and more.
   */
  furtherSignatures: 1_000,
  /** The same for certification paths from the files that one configuration names, beyond what each nearly always costs. */
  furtherEffortOfFiles: 300,
  /** So many objects of a text are prepared together, each certificate of them with who signed it; of more, those asked about. */
  preparedTogether: 16,
  /** Objects of one file that are shown as text: a person reads fewer, and each takes 0.1 ms. */
  shownAsText: 800,
  /** Values of an ASN.1 tree that is shown, and how deep they nest: a person reads no more. */
  treeNodes: 200,
  treeDepth: 16,
} as const;
