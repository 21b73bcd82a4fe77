// Command oracle records again what apimachinery and evanphx/json-patch make of the objects and patches in this
// folder's corpora: it reads a corpus from stdin and writes it, answers renewed, to stdout. The first argument says
// which: merges (strategic-corpus.json), directives (directives.json) or json (json-patches.json); the second is the
// folder of Kubernetes' OpenAPI documents. A new case needs no answers.
//
//	go build -C test/cluster -o DIR/oracle ../unit/patch/oracle/main.go
//	DIR/oracle merges $(go list -C test/cluster -m -f '{{.Dir}}' k8s.io/kubernetes)/api/openapi-spec/v3 \
//		< test/unit/patch/strategic-corpus.json > NEW
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	"k8s.io/apimachinery/pkg/util/jsonmergepatch"
	"k8s.io/apimachinery/pkg/util/mergepatch"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/kube-openapi/pkg/spec3"
)

// mergeCase is a corner of three: what was applied, what is to be applied, what the server has.
type mergeCase struct {
	Kind     string          `json:"kind"`
	Original json.RawMessage `json:"original"`
	Modified json.RawMessage `json:"modified"`
	Current  json.RawMessage `json:"current"`
	mergeAnswers
}

type mergeAnswers struct {
	Two        json.RawMessage `json:"two,omitempty"`
	TwoErr     string          `json:"twoErr,omitempty"`
	Three      json.RawMessage `json:"three,omitempty"`
	ThreeErr   string          `json:"threeErr,omitempty"`
	NoOver     json.RawMessage `json:"noOver,omitempty"`
	NoOverErr  string          `json:"noOverErr,omitempty"`
	Applied    json.RawMessage `json:"applied,omitempty"`
	AppliedErr string          `json:"appliedErr,omitempty"`
	// The JSON merge patch of three, for kinds without a schema.
	Json        json.RawMessage `json:"json,omitempty"`
	JsonErr     string          `json:"jsonErr,omitempty"`
	JsonApplied json.RawMessage `json:"jsonApplied,omitempty"`
	// The patch of two, applied on the original.
	TwoApplied json.RawMessage `json:"twoApplied,omitempty"`
}

func merges(raw json.RawMessage) any {
	var c mergeCase
	must(json.Unmarshal(raw, &c))
	meta, recorded := lookup(c.Kind), c.mergeAnswers
	c.mergeAnswers = mergeAnswers{}
	c.Two, c.TwoErr = answer(func() ([]byte, error) {
		return strategicpatch.CreateTwoWayMergePatchUsingLookupPatchMeta(c.Original, c.Modified, meta)
	})
	if c.TwoErr == "" {
		c.TwoApplied, c.TwoErr = apply(c.Original, c.Two, meta)
		if c.TwoErr != "" {
			c.TwoErr = "apply: " + c.TwoErr
		}
	}
	three := func(overwrite bool) (json.RawMessage, string) {
		return answer(func() ([]byte, error) {
			return strategicpatch.CreateThreeWayMergePatch(c.Original, c.Modified, c.Current, meta, overwrite)
		})
	}
	c.Three, c.ThreeErr = three(true)
	if c.ThreeErr == "" {
		c.Applied, c.AppliedErr = apply(c.Current, c.Three, meta)
	}
	c.NoOver, c.NoOverErr = three(false)
	for range 1000 {
		// Go walks maps in a random order: of several conflicts any may be named.
		if again, err := three(false); !bytes.Equal(again, c.NoOver) || err != c.NoOverErr {
			c.NoOver, c.NoOverErr = nil, "varies"
			break
		}
	}
	if bytes.Equal(c.NoOver, c.Three) {
		c.NoOver = nil
	}
	c.Json, c.JsonErr = answer(func() ([]byte, error) {
		return jsonmergepatch.CreateThreeWayJSONMergePatch(c.Original, c.Modified, c.Current,
			mergepatch.RequireKeyUnchanged("apiVersion"), mergepatch.RequireKeyUnchanged("kind"),
			mergepatch.RequireMetadataKeyUnchanged("name"))
	})
	if c.JsonErr == "" {
		c.JsonApplied, _ = jsonpatch.MergePatch(c.Current, c.Json)
	}
	// Of several mistakes Go meets any one first, so an error that was recorded stays where there still is one.
	for _, text := range [][2]*string{
		{&c.TwoErr, &recorded.TwoErr}, {&c.ThreeErr, &recorded.ThreeErr},
		{&c.AppliedErr, &recorded.AppliedErr}, {&c.JsonErr, &recorded.JsonErr},
	} {
		if *text[0] != "" && *text[1] != "" {
			*text[0] = *text[1]
		}
	}
	return c
}

type patchCase struct {
	Kind   string          `json:"kind"`
	Live   json.RawMessage `json:"live"`
	Patch  json.RawMessage `json:"patch"`
	Result json.RawMessage `json:"result,omitempty"`
	Err    string          `json:"err,omitempty"`
}

func directives(raw json.RawMessage) any {
	var c patchCase
	must(json.Unmarshal(raw, &c))
	c.Result, c.Err = apply(c.Live, c.Patch, lookup(c.Kind))
	return c
}

func jsonPatches(raw json.RawMessage) any {
	var c patchCase
	must(json.Unmarshal(raw, &c))
	c.Result, c.Err = answer(func() ([]byte, error) {
		patch, err := jsonpatch.DecodePatch(c.Patch)
		if err != nil {
			return nil, err
		}
		return patch.Apply(c.Live)
	})
	return c
}

func apply(live, patch []byte, meta strategicpatch.LookupPatchMeta) (json.RawMessage, string) {
	return answer(func() ([]byte, error) {
		return strategicpatch.StrategicMergePatchUsingLookupPatchMeta(live, patch, meta)
	})
}

// answer is what the call gives or the text of its error; a panic is an error.
func answer(call func() ([]byte, error)) (result json.RawMessage, failure string) {
	defer func() {
		if caught := recover(); caught != nil {
			result, failure = nil, fmt.Sprintf("panic: %v", caught)
		}
	}()
	out, err := call()
	if err != nil {
		return nil, err.Error()
	}
	return out, ""
}

// schemas are in the file of their group and version, under a name of their Go package.
var schemas = map[string]struct{ file, prefix string }{
	"v1":                      {"api__v1", "io.k8s.api.core.v1."},
	"apps/v1":                 {"apis__apps__v1", "io.k8s.api.apps.v1."},
	"networking.k8s.io/v1":    {"apis__networking.k8s.io__v1", "io.k8s.api.networking.v1."},
	"apiextensions.k8s.io/v1": {"apis__apiextensions.k8s.io__v1", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1."},
}

var documents = map[string]*spec3.OpenAPI{}

func lookup(kind string) strategicpatch.LookupPatchMeta {
	slash := strings.LastIndex(kind, "/")
	source := schemas[kind[:slash]]
	if documents[source.file] == nil {
		text, err := os.ReadFile(filepath.Join(os.Args[2], source.file+"_openapi.json"))
		must(err)
		documents[source.file] = &spec3.OpenAPI{}
		must(json.Unmarshal(text, documents[source.file]))
	}
	all := documents[source.file].Components.Schemas
	return strategicpatch.PatchMetaFromOpenAPIV3{Schema: all[source.prefix+kind[slash+1:]], SchemaList: all}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	record := map[string]func(json.RawMessage) any{
		"merges": merges, "directives": directives, "json": jsonPatches,
	}[os.Args[1]]
	var cases []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&cases))
	for i, c := range cases {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		must(encoder.Encode(record(c)))
		fmt.Print([]string{"[\n", ",\n"}[min(i, 1)], string(bytes.TrimSpace(line.Bytes())))
	}
	fmt.Println("\n]")
}
