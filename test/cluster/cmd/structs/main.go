// Command structs prints the Go structs that a Pod consists of, as src/actions/run/pod-structs.json has them: for
// each type its fields in their order, by their names in JSON, with type and options; for a type that is another by
// name only, the other.
//
//	go run ./cmd/structs > ../../src/actions/run/pod-structs.json
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

var marshaler = reflect.TypeFor[json.Marshaler]()

func main() {
	types := map[string]json.RawMessage{}
	collect(reflect.TypeFor[corev1.Pod](), types)
	out, err := json.MarshalIndent(types, "", "  ")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(out))
}

// collect describes a type and all that it refers to; what marshals itself has no description.
func collect(t reflect.Type, types map[string]json.RawMessage) {
	if t.Kind() == reflect.Map || t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		if t.Kind() == reflect.Map {
			collect(t.Key(), types)
		}
		collect(t.Elem(), types)
	}
	name := t.String()
	if t.PkgPath() == "" || types[name] != nil || reflect.PointerTo(t).Implements(marshaler) {
		return
	}
	if t.Kind() != reflect.Struct {
		types[name], _ = json.Marshal(underlying(t))
		return
	}
	var fields bytes.Buffer
	types[name] = json.RawMessage("{}")
	describe(t, &fields, types)
	types[name] = json.RawMessage("{" + strings.TrimSuffix(fields.String(), ",") + "}")
}

func describe(t reflect.Type, fields *bytes.Buffer, types map[string]json.RawMessage) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			describe(field.Type, fields, types)
			continue
		}
		text := field.Type.String()
		if options != "" {
			text += "," + options
		}
		fmt.Fprintf(fields, "%q:%q,", name, text)
		collect(field.Type, types)
	}
}

func underlying(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Map:
		return "map[" + t.Key().String() + "]" + t.Elem().String()
	case reflect.Slice:
		return "[]" + t.Elem().String()
	default:
		return t.Kind().String()
	}
}
