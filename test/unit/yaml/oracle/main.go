// Command oracle answers what kubectl's own libraries make of a text: apimachinery's YAMLOrJSONDecoder,
// sigs.k8s.io/yaml, its kyaml package and sigs.k8s.io/json. Requests come as JSON lines {"mode","in"} on
// stdin, answers {"out","err"} go to stdout. record.ts uses it to write the corpus that the tests compare with:
//
//	go build -C test/cluster -o DIR/oracle ../unit/yaml/oracle/main.go
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
	"sigs.k8s.io/yaml/kyaml"
)

type request struct {
	Mode string `json:"mode"`
	In   string `json:"in"`
}

type answer struct {
	Out []string `json:"out"`
	Err string   `json:"err,omitempty"`
}

// documents reads a manifest as cli-runtime's StreamVisitor does.
func documents(in []byte) answer {
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(in), 4096)
	result := answer{Out: []string{}}
	for {
		ext := runtime.RawExtension{}
		if err := decoder.Decode(&ext); err != nil {
			if !errors.Is(err, io.EOF) {
				result.Err = err.Error()
			}
			return result
		}
		raw := bytes.TrimSpace(ext.Raw)
		if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
			continue
		}
		result.Out = append(result.Out, compact(raw))
	}
}

// compact prints JSON as it looks after the unstructured decoder has read it.
func compact(raw []byte) string {
	var value any
	if err := kjson.UnmarshalCaseSensitivePreserveInts(raw, &value); err != nil {
		return "ERR " + err.Error()
	}
	text, err := json.Marshal(value)
	if err != nil {
		return "ERR " + err.Error()
	}
	return string(text)
}

// format prints a JSON value as -o json, compact, -o yaml and -o kyaml do.
func format(in []byte) answer {
	var value any
	if err := kjson.UnmarshalCaseSensitivePreserveInts(in, &value); err != nil {
		return answer{Err: err.Error()}
	}
	indented, err := json.MarshalIndent(value, "", "    ")
	if err != nil {
		return answer{Err: err.Error()}
	}
	asYAML, err := yaml.Marshal(value)
	if err != nil {
		asYAML = []byte("ERR " + err.Error())
	}
	var asKYAML bytes.Buffer
	encoder := kyaml.Encoder{}
	if err := encoder.FromObject(value, &asKYAML); err != nil {
		asKYAML.Reset()
		asKYAML.WriteString("ERR " + err.Error())
	}
	return answer{Out: []string{string(indented), compact(in), string(asYAML), asKYAML.String()}}
}

// convert reads one YAML document as YAMLToJSON does.
func convert(in []byte, read func([]byte) ([]byte, error)) answer {
	raw, err := read(in)
	if err != nil {
		return answer{Err: err.Error()}
	}
	return answer{Out: []string{compact(raw)}}
}

func ask(q request) answer {
	switch q.Mode {
	case "documents":
		return documents([]byte(q.In))
	case "format":
		return format([]byte(q.In))
	case "strict":
		return convert([]byte(q.In), yaml.YAMLToJSONStrict)
	default:
		return convert([]byte(q.In), yaml.YAMLToJSON)
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var q request
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		text, _ := json.Marshal(ask(q))
		fmt.Println(string(text))
	}
}
