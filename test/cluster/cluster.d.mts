/** The reference kubectl, of the API server's own version. */
export declare const referenceKubectl: string
/** Runs a command and prints its times and memory. */
export declare const measureProgram: string
/** The administrator's kubeconfig of a cluster. */
export declare function kubeconfigOf(name: string): string
/** Builds what is missing or out of date. */
export declare function build(log?: (line: string) => void): Promise<void>
/** Brings a cluster up (or finds it running) and gives its kubeconfig's path. */
export declare function up(name: string, log?: (line: string) => void): Promise<string>
/** Ends a cluster's processes and removes its state. */
export declare function down(name: string): void
