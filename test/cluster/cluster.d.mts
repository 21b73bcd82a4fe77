/** The reference kubectl, of the API server's own version. */
export declare const referenceKubectl: string
/** The same as others run it, for the benchmark. */
export declare const optimizedKubectl: string
/** Runs a command and prints its times and memory. */
export declare const measureProgram: string
/** The administrator's kubeconfig of a cluster. */
export declare function kubeconfigOf(name: string): string
/** Brings a cluster up (or finds it running); `optimized`: with programs compiled as others run them. */
export declare function up(
  name: string,
  options?: {optimized?: boolean; log?: (line: string) => void},
): Promise<string>
/** Ends a cluster's processes and removes its state. */
export declare function down(name: string): void
