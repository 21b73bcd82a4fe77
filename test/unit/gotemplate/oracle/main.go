// Command oracle records again what kubectl's template printer (cli-runtime) makes of the templates in corpus.json:
// it reads the corpus from stdin and writes it, answers renewed, to stdout. A new case needs its fixture and
// template only.
//
//	go build -C test/cluster -o DIR/oracle ../unit/gotemplate/oracle/main.go
//	DIR/oracle < test/unit/gotemplate/corpus.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"os"
	"unicode/utf8"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/cli-runtime/pkg/printers"
)

type corpus struct {
	Fixtures map[string]json.RawMessage `json:"fixtures"`
	Cases    []question                 `json:"cases"`
}

type question struct {
	Fixture  string `json:"fixture"`
	Template string `json:"template"`
	Strict   bool   `json:"strict,omitempty"`
	answer
}

type answer struct {
	Output *string `json:"output,omitempty"`
	// The output where it is no UTF-8, in base64.
	Bytes      []byte `json:"bytes,omitempty"`
	ParseError string `json:"parseError,omitempty"`
	Error      string `json:"error,omitempty"`
}

func ask(q question, fixture []byte) answer {
	object := &unstructured.Unstructured{}
	must(utiljson.Unmarshal(fixture, &object.Object))
	printer, err := printers.NewGoTemplatePrinter([]byte(q.Template))
	if err != nil {
		return answer{ParseError: err.Error()}
	}
	printer.AllowMissingKeys(!q.Strict)
	var out bytes.Buffer
	result := answer{}
	if err := printer.PrintObj(object, &out); err != nil {
		result.Error = err.Error()
	}
	if text := out.String(); utf8.ValidString(text) {
		result.Output = &text
	} else {
		result.Bytes = out.Bytes()
	}
	return result
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var c corpus
	must(json.NewDecoder(os.Stdin).Decode(&c))
	for i, q := range c.Cases {
		c.Cases[i].answer = ask(q, c.Fixtures[q.Fixture])
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	must(encoder.Encode(c))
}
