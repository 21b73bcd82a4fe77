// Command cluster brings a real control plane up and down for kctl's tests: etcd, kube-apiserver,
// kube-controller-manager, kube-scheduler, KWOK, which plays the nodes, a kubelet for sessions with containers,
// and a server of node and pod metrics, as processes of this machine.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const usage = `usage: cluster COMMAND [flags]

  up      start a cluster, or say that it runs already
  down    stop it and remove its state
  status  tell what runs; exit status 1 unless all of it does

flags:
`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("cluster", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	name := flags.String("name", "dev", "which cluster; several can run side by side")
	state := flags.String("state", "", "the folder that holds the state of all clusters")
	bin := flags.String("bin", "", "the folder of the built executables")
	nodes := flags.Int("nodes", 3, "how many nodes KWOK plays")
	timeout := flags.Duration("timeout", time.Minute, "how long to wait until it is ready")
	if len(args) == 0 {
		flags.Usage()
		return fmt.Errorf("a command is needed")
	}
	switch args[0] {
	case "kubelet":
		return serve(args, (*cluster).serveKubelet)
	case "metrics":
		return serve(args, (*cluster).serveMetrics)
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if *state == "" || *bin == "" {
		return fmt.Errorf("--state and --bin are needed")
	}
	c, err := openCluster(filepath.Join(*state, *name), *bin, *nodes, *timeout)
	if err != nil {
		return err
	}
	switch args[0] {
	case "up":
		return c.up()
	case "down":
		return c.down()
	case "status":
		return c.status()
	}
	flags.Usage()
	return fmt.Errorf("unknown command %q", args[0])
}

// serve runs what "up" starts as a component of its own.
func serve(args []string, run func(c *cluster, port int) error) error {
	flags := flag.NewFlagSet("cluster "+args[0], flag.ContinueOnError)
	dir := flags.String("dir", "", "the folder of the cluster")
	port := flags.Int("port", 0, "where to serve")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	return run(&cluster{dir: *dir}, *port)
}
