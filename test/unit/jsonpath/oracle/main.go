// Command oracle records again what client-go's util/jsonpath makes of the templates in corpus.json: it reads the
// corpus from stdin and writes it, answers renewed, to stdout. A new case needs its fixture and template only.
//
//	go build -C test/cluster -o DIR/oracle ../unit/jsonpath/oracle/main.go
//	DIR/oracle < test/unit/jsonpath/corpus.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/client-go/util/jsonpath"
)

type corpus struct {
	Fixtures json.RawMessage `json:"fixtures"`
	Cases    []question      `json:"cases"`
}

type question struct {
	Fixture  string `json:"fixture"`
	Template string `json:"template"`
	Strict   bool   `json:"strict,omitempty"`
	JSON     bool   `json:"json,omitempty"`
	// Numbers as encoding/json reads them, and not as kubectl does.
	Doubles bool `json:"doubles,omitempty"`
	// How often the template runs once more.
	Repeat int `json:"repeat,omitempty"`
	answer
}

type answer struct {
	Output     *string `json:"output,omitempty"`
	ParseError string  `json:"parseError,omitempty"`
	Error      string  `json:"error,omitempty"`
	// The random order of a map's keys shows in the output.
	Unordered bool `json:"unordered,omitempty"`
}

func ask(q question, fixture []byte) answer {
	var data any
	decode := utiljson.Unmarshal
	if q.Doubles {
		decode = func(text []byte, into any) error { return json.Unmarshal(text, into) }
	}
	must(decode(fixture, &data))
	path := jsonpath.New("out").AllowMissingKeys(!q.Strict)
	if err := path.Parse(q.Template); err != nil {
		return answer{ParseError: err.Error()}
	}
	path.EnableJSONOutput(q.JSON)
	var out bytes.Buffer
	for range q.Repeat + 1 {
		if err := path.Execute(&out, data); err != nil {
			return answer{Error: err.Error()}
		}
	}
	text := out.String()
	return answer{Output: &text}
}

// renew asks many times. Where the order is random, what was recorded stays.
func renew(q question, fixture []byte) question {
	recorded := q.answer
	q.answer = ask(q, fixture)
	for range 80 {
		q.Unordered = q.Unordered || encode(ask(q, fixture)) != encode(answer{q.Output, q.ParseError, q.Error, false})
	}
	if q.Unordered && alike(recorded, q.answer) {
		q.Output, q.Error = recorded.Output, recorded.Error
	}
	return q
}

// alike: both are errors, or outputs that differ in the order of things only.
func alike(a, b answer) bool {
	if a.Output == nil || b.Output == nil {
		return a.Error != "" && b.Error != ""
	}
	return letters(*a.Output) == letters(*b.Output)
}

func letters(text string) string {
	sorted := []byte(text)
	slices.Sort(sorted)
	return string(sorted)
}

func encode(value any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	must(encoder.Encode(value))
	return string(bytes.TrimSpace(out.Bytes()))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var recorded corpus
	must(json.NewDecoder(os.Stdin).Decode(&recorded))
	var fixtures map[string]json.RawMessage
	must(json.Unmarshal(recorded.Fixtures, &fixtures))
	fmt.Printf("{\"fixtures\":%s,\n\"cases\":[", encode(recorded.Fixtures))
	for i, q := range recorded.Cases {
		fmt.Print([]string{"\n", ",\n"}[min(i, 1)], encode(renew(q, fixtures[q.Fixture])))
	}
	fmt.Println("\n]}")
}
