// Command oracle records again what Go and Kubernetes' own packages make of the inputs in this folder's corpora:
// it reads a corpus from stdin and writes it, answers renewed, to stdout. The argument says which:
// durations (duration-corpus.json), tabs (tab-writer-corpus.json), sorts (go-sort.json). A new case needs its input only.
//
//	go build -C test/cluster -o DIR/oracle ../unit/base/oracle/main.go
//	DIR/oracle tabs < test/unit/base/tab-writer-corpus.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"time"

	"k8s.io/apimachinery/pkg/util/duration"
	"k8s.io/cli-runtime/pkg/printers"
)

// durations answers [milliseconds, human, short].
func durations(raw json.RawMessage) any {
	var milliseconds []any
	read(raw, &milliseconds)
	number := milliseconds[0].(float64)
	d := time.Duration(number * float64(time.Millisecond))
	return []any{number, duration.HumanDuration(d), duration.ShortHumanDuration(d)}
}

type tabCase struct {
	// What is written; "\x00" flushes, "\x01" forgets the widths of earlier lines.
	Writes []string `json:"writes"`
	Output string   `json:"output"`
}

func tabs(raw json.RawMessage) any {
	var c tabCase
	read(raw, &c)
	var out bytes.Buffer
	w := printers.GetNewTabWriter(&out)
	for _, text := range c.Writes {
		switch text {
		case "\x00":
			w.Flush()
		case "\x01":
			w.SetRememberedWidths(nil)
		default:
			w.Write([]byte(text))
		}
	}
	w.Flush()
	c.Output = out.String()
	return c
}

type sortCase struct {
	In     []string `json:"in"`
	Sort   []string `json:"sort"`
	Stable []string `json:"stable"`
}

// byFirst is no strict order, as kubectl's is none: equal items are less than each other.
type byFirst []string

func (s byFirst) Len() int           { return len(s) }
func (s byFirst) Less(i, j int) bool { return s[i][0] <= s[j][0] }
func (s byFirst) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

func sorts(raw json.RawMessage) any {
	var c sortCase
	read(raw, &c)
	c.Sort = append([]string{}, c.In...)
	sort.Sort(byFirst(c.Sort))
	c.Stable = append([]string{}, c.In...)
	sort.SliceStable(c.Stable, func(i, j int) bool {
		// As in the strategic merge: what is unknown is less than anything.
		a, b := c.Stable[i][0], c.Stable[j][0]
		return a < 'e' || b < 'e' || a < b
	})
	return c
}

func read(raw []byte, into any) {
	if err := json.Unmarshal(raw, into); err != nil {
		panic(err)
	}
}

func main() {
	record := map[string]func(json.RawMessage) any{"durations": durations, "tabs": tabs, "sorts": sorts}[os.Args[1]]
	var cases []json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	for i, c := range cases {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(record(c)); err != nil {
			panic(err)
		}
		fmt.Print([]string{"[\n", ",\n"}[min(i, 1)], string(bytes.TrimSpace(line.Bytes())))
	}
	fmt.Println("\n]")
}
