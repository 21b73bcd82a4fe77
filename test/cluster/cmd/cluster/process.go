package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// components in the order of their start.
var components = []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "kubelet", "metrics"}

// launch starts a component in a session of its own, so that it outlives this command and no
// Ctrl-C of the terminal reaches it.
func (c *cluster) launch(name string, args []string) error {
	log, err := os.OpenFile(c.path(name+".log"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	executable := "control-plane"
	switch name {
	case "kwok":
		executable = "kwok"
	case "kubelet", "metrics":
		executable = "cluster"
	}
	if name != executable {
		args = append([]string{name}, args...)
	}
	command := exec.Command(filepath.Join(c.bin, executable), args...)
	command.Dir = c.dir
	command.Env = append(os.Environ(), "HOME="+c.dir)
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := command.Start(); err != nil {
		return fmt.Errorf("starting %s: %w", name, err)
	}
	// Reaped here while this command runs, so that a dead child does not look alive.
	go func() { _ = command.Wait() }()
	return os.WriteFile(c.path(name+".pid"), []byte(strconv.Itoa(command.Process.Pid)), 0o600)
}

func (c *cluster) pid(name string) (int, bool) {
	data, err := os.ReadFile(c.path(name + ".pid"))
	if err != nil {
		return 0, false
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	return pid, err == nil
}

// alive tells whether the component's process runs. A process id can be given away again, so the
// command line must name this cluster's folder, as that of each component does.
func (c *cluster) alive(name string) bool {
	pid, ok := c.pid(name)
	if !ok || syscall.Kill(pid, 0) != nil {
		return false
	}
	out, err := exec.Command("ps", "-ww", "-o", "args=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(out), c.dir)
}

// stop ends a component, by force after five seconds.
func (c *cluster) stop(name string) error {
	pid, _ := c.pid(name)
	for began := time.Now(); c.alive(name); time.Sleep(20 * time.Millisecond) {
		signal := syscall.SIGTERM
		if name == "kube-apiserver" || name == "etcd" || time.Since(began) > 5*time.Second {
			// Their state is thrown away: nothing is lost, and a graceful end takes seconds.
			signal = syscall.SIGKILL
		}
		if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stopping %s: %w", name, err)
		}
		if time.Since(began) > 15*time.Second {
			return fmt.Errorf("%s (pid %d) does not end", name, pid)
		}
	}
	return nil
}
