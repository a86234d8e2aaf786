import type { CallOptions, CardAnnulment, CardEffect, CardNotice, ConnectorConfig, ErrorKind, ErrorPosition, Found, Query, Reply, Subject } from './native'

export * from './native'

/** What went wrong, in both languages; its text holds no personal data. */
export declare class CieError extends Error {
  /** Stable code, the same in every language, such as `CIE-CORE-010`. */
  readonly code: string
  /** Class of the error. */
  readonly kind: ErrorKind
  /** What, where and what to do, in Italian. */
  readonly messageIt: string
  /** What, where and what to do, in English. */
  readonly messageEn: string
  /** Where in the input, if known. */
  readonly position?: ErrorPosition
}

/** A value, now or later. */
type Sooner<T> = T | Promise<T>

/**
 * The comune's registry (APR), as a connector asks it. Methods may be `async` and slow. The same
 * notice may come again after a crash and must then change nothing.
 */
export interface Registry {
  /** Looks a citizen up. */
  find(query: Query): Sooner<Found | Subject[] | Subject | null | undefined>
  /** Records that a card was issued; nothing means that it was recorded. */
  cardIssued(notice: CardNotice): Sooner<CardEffect | void>
  /** Records that one card, and no other, was annulled or revoked. */
  cardAnnulled(annulment: CardAnnulment): Sooner<CardEffect | void>
}

/** What a connector may be given besides. */
export interface ConnectorOptions {
  /** Where the errors of the registry go: they are kept off the wire. Standard error unless given. */
  onError?: (error: unknown, method: 'find' | 'cardIssued' | 'cardAnnulled') => void
}

/** An APR connector over a registry of your own. */
export declare class Connector {
  /** Throws a `CieError` when a profile is not sound or the store cannot be opened. */
  constructor(config: ConnectorConfig, registry: Registry, options?: ConnectorOptions)
  /** Answers one message, for programs that have a web server of their own. */
  answer(message: Buffer, options?: CallOptions): Promise<Reply>
  /** Starts a server on the address of the configuration; throws a `CieError` when it cannot. */
  serve(): Server
}

/** A connector that is serving. It keeps the process alive until it is stopped. */
export declare class Server {
  private constructor()
  /** The address that workstations are given. */
  get url(): string
  /** Stops listening, waits some seconds for the requests in hand, and ends. */
  stop(): Promise<void>
}
