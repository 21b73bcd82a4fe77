// Command oracle records again what cli-runtime's and kubectl's printers make of the objects in this folder's corpora:
// it reads a corpus from stdin and writes it, answers renewed, to stdout. The argument says which:
// tables (table-corpus.json) or flags (flags-corpus.json). A new case needs no answer.
//
//	go build -C test/cluster -o DIR/oracle ../unit/printers/oracle/main.go
//	DIR/oracle tables < test/unit/printers/table-corpus.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/printers"
	"k8s.io/kubectl/pkg/cmd/get"
)

// objects to print; those with an event are printed as a watch prints them.
type objects struct {
	Objects []json.RawMessage `json:"objects"`
	Events  []string          `json:"events"`
}

func (o objects) print(printer printers.ResourcePrinter, out io.Writer) error {
	for i, text := range o.Objects {
		object, err := runtime.Decode(unstructured.UnstructuredJSONScheme, text)
		if err != nil {
			// An object without kind, which a server would not send.
			plain := &unstructured.Unstructured{}
			must(utiljson.Unmarshal(text, &plain.Object))
			object = plain
		}
		if i < len(o.Events) {
			object = &metav1.WatchEvent{Type: o.Events[i], Object: runtime.RawExtension{Object: object}}
		}
		if err := printer.PrintObj(object, out); err != nil {
			return err
		}
	}
	return nil
}

type tableCase struct {
	objects
	Options struct {
		NoHeaders     bool                          `json:"noHeaders"`
		WithNamespace bool                          `json:"withNamespace"`
		WithKind      bool                          `json:"withKind"`
		Wide          bool                          `json:"wide"`
		ShowLabels    bool                          `json:"showLabels"`
		Kind          *struct{ Group, Kind string } `json:"kind"`
		ColumnLabels  []string                      `json:"columnLabels"`
	} `json:"options"`
	// Each object goes to a plain writer, not all to one tab writer.
	Separate bool `json:"separate"`
}

func tables(raw json.RawMessage) map[string]any {
	var c tableCase
	must(json.Unmarshal(raw, &c))
	options := printers.PrintOptions{
		NoHeaders: c.Options.NoHeaders, WithNamespace: c.Options.WithNamespace, WithKind: c.Options.WithKind,
		Wide: c.Options.Wide, ShowLabels: c.Options.ShowLabels, ColumnLabels: c.Options.ColumnLabels,
	}
	if kind := c.Options.Kind; kind != nil {
		options.Kind = schema.GroupKind{Group: kind.Group, Kind: kind.Kind}
	}
	printer := &get.TablePrinter{Delegate: printers.NewTablePrinter(options)}
	var out bytes.Buffer
	if c.Separate {
		must(c.print(printer, &out))
	} else {
		writer := printers.GetNewTabWriter(&out)
		must(c.print(printer, writer))
		writer.Flush()
	}
	return map[string]any{"output": out.String()}
}

type flagCase struct {
	objects
	// The flags of `get`, not those of the commands that change objects.
	Get               bool   `json:"get"`
	Output            string `json:"output"`
	Template          string `json:"template"`
	Operation         string `json:"operation"`
	ShowManagedFields bool   `json:"showManagedFields"`
	// Without --allow-missing-template-keys.
	Strict bool `json:"strict"`
}

func (c flagCase) printer() (printers.ResourcePrinter, error) {
	if c.Get {
		flags := get.NewGetPrintFlags()
		flags.OutputFormat = &c.Output
		*flags.TemplateFlags.TemplateArgument = c.Template
		*flags.TemplateFlags.AllowMissingKeys = !c.Strict
		flags.JSONYamlPrintFlags.ShowManagedFields = c.ShowManagedFields
		return flags.ToPrinter()
	}
	flags := genericclioptions.NewPrintFlags(c.Operation)
	flags.OutputFormat = &c.Output
	flags.OutputFlagSpecified = func() bool { return c.Output != "" }
	*flags.TemplatePrinterFlags.TemplateArgument = c.Template
	*flags.TemplatePrinterFlags.AllowMissingKeys = !c.Strict
	flags.JSONYamlPrintFlags.ShowManagedFields = c.ShowManagedFields
	return flags.ToPrinter()
}

func flags(raw json.RawMessage) map[string]any {
	var c flagCase
	must(json.Unmarshal(raw, &c))
	var out bytes.Buffer
	printer, err := c.printer()
	if err == nil {
		err = c.print(printer, &out)
	}
	answer := map[string]any{"stdout": out.String(), "error": nil}
	if err != nil {
		answer["error"] = err.Error()
	}
	return answer
}

// renewed is the case with these answers; an answer of nil is left out.
func renewed(raw json.RawMessage, answers map[string]any) string {
	var fields map[string]json.RawMessage
	must(json.Unmarshal(raw, &fields))
	for name, answer := range answers {
		delete(fields, name)
		if answer != nil {
			fields[name] = json.RawMessage(encode(answer))
		}
	}
	return encode(fields)
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
	record := map[string]func(json.RawMessage) map[string]any{"tables": tables, "flags": flags}[os.Args[1]]
	var cases []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&cases))
	for i, c := range cases {
		fmt.Print([]string{"[\n", ",\n"}[min(i, 1)], renewed(c, record(c)))
	}
	fmt.Println("\n]")
}
