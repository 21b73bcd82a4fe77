// Command kinds prints the kinds that kubectl has Go types for, as src/resources/typed-kinds.json has them: by
// apiVersion, and under "*" those that are known in any, even in one that nobody knows.
//
//	go run ./cmd/kinds > ../../src/resources/typed-kinds.json
package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"k8s.io/kubectl/pkg/scheme"
)

func main() {
	kinds := map[string][]string{}
	for _, version := range scheme.Scheme.PrioritizedVersionsAllGroups() {
		for kind := range scheme.Scheme.KnownTypes(version) {
			name := version.String()
			object, err := scheme.Scheme.New(version.WithKind(kind))
			if err != nil {
				panic(err)
			}
			if unversioned, _ := scheme.Scheme.IsUnversioned(object); unversioned {
				name = "*"
			}
			if !slices.Contains(kinds[name], kind) {
				kinds[name] = append(kinds[name], kind)
			}
		}
	}
	for _, list := range kinds {
		slices.Sort(list)
	}
	out, err := json.MarshalIndent(kinds, "", "  ")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(out))
}
