/** The contract with the client and with everyone who reads our JSON: plain types and names, nothing else. */
export type * from './access-report';
export type * from './findings-report';
