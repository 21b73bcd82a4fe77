// Command oracle records again the unions of managed fields that structured-merge-diff makes: it reads
// field-sets.json from stdin and writes it, unions renewed, to stdout.
//
//	go build -C test/cluster -o DIR/oracle ../unit/actions/apply/oracle/main.go
//	DIR/oracle < test/unit/actions/apply/field-sets.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/structured-merge-diff/v6/fieldpath"
)

type question struct {
	Left  json.RawMessage `json:"left"`
	Right json.RawMessage `json:"right"`
	Union json.RawMessage `json:"union"`
}

func fieldSet(raw json.RawMessage) *fieldpath.Set {
	set := &fieldpath.Set{}
	must(set.FromJSON(bytes.NewReader(raw)))
	return set
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var questions []question
	must(json.NewDecoder(os.Stdin).Decode(&questions))
	for i, q := range questions {
		union, err := fieldSet(q.Left).Union(fieldSet(q.Right)).ToJSON()
		must(err)
		q.Union = union
		line, err := json.Marshal(q)
		must(err)
		fmt.Print([]string{"[\n", ",\n"}[min(i, 1)], string(line))
	}
	fmt.Println("\n]")
}
