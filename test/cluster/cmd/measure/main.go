// Command measure runs a command with its output thrown away, and prints what the operating system says of it as
// one line of JSON. It is small, because a process's peak memory starts at that of the one that started it.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

type usage struct {
	Code int `json:"code"`
	// Seconds.
	Wall float64 `json:"wall"`
	CPU  float64 `json:"cpu"`
	// MiB.
	Memory float64 `json:"memory"`
	Stderr string  `json:"stderr"`
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: measure COMMAND [ARG ...]")
		os.Exit(2)
	}
	result, err := run(os.Args[1], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		os.Exit(1)
	}
}

func run(name string, args []string) (*usage, error) {
	command := exec.Command(name, args...)
	// Pipes that are read, as a script would; /dev/null would spare the programs some work.
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	errors := &head{}
	command.Stderr = errors
	began := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, stdout); err != nil {
		return nil, err
	}
	_ = command.Wait() // its exit code is part of the result
	wall := time.Since(began).Seconds()
	state := command.ProcessState
	resources := state.SysUsage().(*syscall.Rusage)
	return &usage{
		Code:   state.ExitCode(),
		Wall:   wall,
		CPU:    (state.UserTime() + state.SystemTime()).Seconds(),
		Memory: float64(resources.Maxrss) * rssUnit() / (1 << 20),
		Stderr: string(errors.text),
	}, nil
}

// rssUnit is the size of ru_maxrss's unit in bytes: kibibytes, but bytes on macOS.
func rssUnit() float64 {
	if runtime.GOOS == "darwin" {
		return 1
	}
	return 1024
}

// head keeps the first kilobytes of what is written.
type head struct{ text []byte }

func (t *head) Write(data []byte) (int, error) {
	if room := 4096 - len(t.text); room > 0 {
		t.text = append(t.text, data[:min(room, len(data))]...)
	}
	return len(data), nil
}
