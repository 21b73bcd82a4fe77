package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// cluster is one control plane and the folder that holds all its state.
type cluster struct {
	dir     string
	bin     string
	nodes   int
	timeout time.Duration
}

// ports are free ones of the loopback interface, chosen anew at each start.
type ports struct{ etcdClient, etcdPeer, api, controllerManager, scheduler, kwok, kubelet, metrics int }

func openCluster(dir, bin string, nodes int, timeout time.Duration) (*cluster, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	binAbs, err := filepath.Abs(bin)
	if err != nil {
		return nil, err
	}
	return &cluster{dir: abs, bin: binAbs, nodes: nodes, timeout: timeout}, nil
}

func (c *cluster) path(name string) string { return filepath.Join(c.dir, name) }
func (c *cluster) pki(name string) string  { return filepath.Join(c.dir, "pki", name) }

// up starts whatever does not run. A cluster of which only a part is left is started afresh, because
// etcd without fsync promises nothing after a crash.
func (c *cluster) up() error {
	began := time.Now()
	if c.running() == len(components) && c.ready() == nil {
		fmt.Printf("cluster already runs\nkubeconfig: %s\n", c.path("kubeconfig"))
		return nil
	}
	if err := c.down(); err != nil {
		return err
	}
	if err := c.start(); err != nil {
		return errors.Join(err, c.down())
	}
	fmt.Printf("cluster ready in %.1fs\nkubeconfig: %s\n", time.Since(began).Seconds(), c.path("kubeconfig"))
	return nil
}

func (c *cluster) start() error {
	if err := writePKI(c.pki("")); err != nil {
		return err
	}
	p, err := freePorts()
	if err != nil {
		return err
	}
	if err := c.writeConfigs(p); err != nil {
		return err
	}
	deadline := time.Now().Add(c.timeout)
	if err := c.launch("etcd", c.etcdArgs(p)); err != nil {
		return err
	}
	if err := c.launch("kube-apiserver", c.apiServerArgs(p)); err != nil {
		return err
	}
	if err := c.await(deadline, "kube-apiserver", c.ready); err != nil {
		return err
	}
	for _, other := range []struct {
		name string
		args []string
	}{
		{"kube-controller-manager", c.controllerManagerArgs(p)},
		{"kube-scheduler", c.schedulerArgs(p)},
		{"kwok", c.kwokArgs(p)},
		{"kubelet", c.kubeletArgs(p)},
		{"metrics", c.metricsArgs(p)},
	} {
		if err := c.launch(other.name, other.args); err != nil {
			return err
		}
	}
	if err := c.createNodes(p.kubelet); err != nil {
		return err
	}
	if err := c.await(deadline, metricsNamespace, c.systemNamespace); err != nil {
		return err
	}
	if err := c.registerMetrics(p.metrics); err != nil {
		return err
	}
	if err := c.await(deadline, "nodes and the default service account", c.usable); err != nil {
		return err
	}
	return c.await(deadline, metricsGroup, c.metricsUsable)
}

// await polls until check holds; it gives up at once when a process has died, with the end of its log.
func (c *cluster) await(deadline time.Time, what string, check func() error) error {
	for {
		err := check()
		if err == nil {
			return nil
		}
		for _, name := range components {
			if _, launched := c.pid(name); launched && !c.alive(name) {
				return fmt.Errorf("%s died:\n%s", name, c.logTail(name))
			}
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s not ready after %s: %w", what, c.timeout, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func (c *cluster) down() error {
	for i := len(components) - 1; i >= 0; i-- {
		if err := c.stop(components[i]); err != nil {
			return err
		}
	}
	return os.RemoveAll(c.dir)
}

func (c *cluster) status() error {
	for _, name := range components {
		state := "stopped"
		if pid, _ := c.pid(name); c.alive(name) {
			state = fmt.Sprintf("running (pid %d)", pid)
		}
		fmt.Printf("%-24s %s\n", name, state)
	}
	if n := c.running(); n < len(components) {
		return fmt.Errorf("%d of %d processes run", n, len(components))
	}
	if err := c.ready(); err != nil {
		return err
	}
	fmt.Printf("kubeconfig: %s\n", c.path("kubeconfig"))
	return nil
}

func (c *cluster) running() int {
	n := 0
	for _, name := range components {
		if c.alive(name) {
			n++
		}
	}
	return n
}

func (c *cluster) logTail(name string) string {
	data, err := os.ReadFile(c.path(name + ".log"))
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return strings.Join(lines[max(0, len(lines)-15):], "\n")
}

// freePorts holds all listeners open until every port is known, so that no two are the same.
func freePorts() (ports, error) {
	var p ports
	for _, port := range []*int{&p.etcdClient, &p.etcdPeer, &p.api, &p.controllerManager, &p.scheduler, &p.kwok, &p.kubelet, &p.metrics} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return p, err
		}
		defer listener.Close()
		*port = listener.Addr().(*net.TCPAddr).Port
	}
	return p, nil
}
