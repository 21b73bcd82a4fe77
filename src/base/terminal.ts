/** Characters across and down. */
export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

/** The terminal of the run, as a session in a container needs it. */
export interface Terminal {
  /**
   * Hands keys on as they are pressed, Ctrl-C too, and output as it is. The function given back undoes that; it
   * is undone as well when the run ends in another way.
   */
  makeRaw(): () => void
  /** The size of what stdout shows, undefined when that is no terminal. */
  size(): TerminalSize | undefined
  /** Calls back when the size has changed; the function given back ends that. */
  onResize(resized: () => void): () => void
}
