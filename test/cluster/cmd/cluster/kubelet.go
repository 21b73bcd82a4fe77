package main

import (
	"fmt"
	"net/http"
	"time"

	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
)

// kubelet is what the API server asks for logs and sessions, as the kubelet of every node. KWOK serves these too,
// but its sessions only follow a file: they read no stdin and never end.
type kubelet struct{ cluster *cluster }

const (
	// How long a session may be silent, and how long its streams may take to come: a kubelet's own defaults.
	sessionIdle     = 4 * time.Hour
	streamsPatience = 30 * time.Second
)

// serveKubelet serves until it is killed.
func (c *cluster) serveKubelet(port int) error {
	return c.serveTLS(port, "kubelet", "ca", (&kubelet{cluster: c}).routes())
}

func (k *kubelet) routes() http.Handler {
	const container = "/{namespace}/{pod}/{container}"
	mux := http.NewServeMux()
	mux.HandleFunc("/attach"+container, k.attach)
	mux.HandleFunc("GET /containerLogs"+container, logs)
	return mux
}

func (k *kubelet) attach(w http.ResponseWriter, r *http.Request) {
	streams, err := remotecommand.NewOptions(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	pod := podPath(r.PathValue("namespace"), r.PathValue("pod"))
	remotecommand.ServeAttach(w, r, k, pod, "", r.PathValue("container"), streams, sessionIdle, streamsPatience,
		remotecommand.SupportedStreamingProtocols)
}

// logs answers that a container has written one line, when it started.
func logs(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("sinceTime") == "" {
		fmt.Fprintf(w, "%s has started\n", r.PathValue("container"))
	}
}

func podPath(namespace, name string) string {
	return fmt.Sprintf("/api/v1/namespaces/%s/pods/%s", namespace, name)
}

var _ remotecommand.Attacher = (*kubelet)(nil)
