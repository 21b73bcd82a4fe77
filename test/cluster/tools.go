//go:build tools

// Package cluster keeps in go.mod what is built from other modules' main packages: kubectl, the
// reference of every parity case, and KWOK, which plays the nodes.
package cluster

import (
	_ "k8s.io/kubernetes/cmd/kubectl"
	_ "sigs.k8s.io/kwok/cmd/kwok"
)
