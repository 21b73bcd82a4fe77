// The reference kubectl of the tests: as cmd/kubectl of Kubernetes, except that it does not translate
// English into English. A unit test shows that this translation changes no text.
package main

import (
	"os"

	_ "cluster.kctl.test/hugepages"
	_ "cluster.kctl.test/untranslated"

	_ "k8s.io/client-go/plugin/pkg/client/auth"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	// Before the flags are parsed: making the commands logs, too.
	_, _ = logs.GlogSetter(cmd.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
