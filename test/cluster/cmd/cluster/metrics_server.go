package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/url"
)

// metricsServer answers metrics.k8s.io as an aggregated API: for the nodes that are Ready and the pods that run,
// with numbers that follow from their names. It stands in for metrics-server, which needs kubelets to ask.
type metricsServer struct {
	client *http.Client
	api    string
}

const (
	metricsGroup        = "metrics.k8s.io"
	metricsGroupVersion = metricsGroup + "/v1beta1"
	// usageAnnotation and a resource's name: what a node, or each container of a pod, uses of it ("none": not known).
	// The names are those of KWOK's own usage from annotations.
	usageAnnotation = "kwok.x-k8s.io/usage-"
	measuredAt      = "2026-01-01T00:00:00Z"
	measuredFor     = "20s"
)

// errNotMeasured is what is said of an object that is not there, not running or not measured.
var errNotMeasured = errors.New("not measured")

type objectMeta struct {
	Name              string            `json:"name"`
	Namespace         string            `json:"namespace,omitempty"`
	CreationTimestamp string            `json:"creationTimestamp"`
	Labels            map[string]string `json:"labels,omitempty"`
	Annotations       map[string]string `json:"annotations,omitempty"`
}

// measured is what is read of a node or a pod.
type measured struct {
	Metadata objectMeta
	Spec     struct{ Containers []struct{ Name string } }
	Status   struct {
		Phase      string
		Conditions []struct{ Type, Status string }
	}
}

// serveMetrics serves until it is killed. Whoever asks must hold the aggregator's client certificate; the
// API server behind it has already authorized the user of the request headers.
func (c *cluster) serveMetrics(port int) error {
	client, api, err := c.client()
	if err != nil {
		return err
	}
	return c.serveTLS(port, "metrics", "front-proxy-ca", (&metricsServer{client: client, api: api}).routes())
}

// routes are discovery, and get and list of nodes and pods. Aggregated discovery is not served: the
// aggregator makes it from the older answers, as for any server that does not know it.
func (s *metricsServer) routes() http.Handler {
	version := map[string]string{"groupVersion": metricsGroupVersion, "version": "v1beta1"}
	group := map[string]any{
		"kind": "APIGroup", "apiVersion": "v1", "name": metricsGroup,
		"versions": []any{version}, "preferredVersion": version,
	}
	const root = "/apis/" + metricsGroupVersion
	mux := http.NewServeMux()
	mux.Handle("GET /apis", document(map[string]any{"kind": "APIGroupList", "apiVersion": "v1", "groups": []any{group}}))
	mux.Handle("GET /apis/"+metricsGroup, document(group))
	mux.Handle("GET "+root, document(map[string]any{
		"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": metricsGroupVersion,
		"resources": []any{apiResource("nodes", "NodeMetrics", false), apiResource("pods", "PodMetrics", true)},
	}))
	// Nothing is described, and the aggregator need not ask again.
	mux.Handle("GET /openapi/v2", document(map[string]any{
		"swagger": "2.0", "info": map[string]string{"title": metricsGroup, "version": "v1beta1"}, "paths": map[string]any{},
	}))
	mux.HandleFunc("GET "+root+"/nodes", s.list("NodeMetrics"))
	mux.HandleFunc("GET "+root+"/nodes/{name}", s.get("NodeMetrics", "nodemetrics"))
	mux.HandleFunc("GET "+root+"/pods", s.list("PodMetrics"))
	mux.HandleFunc("GET "+root+"/namespaces/{namespace}/pods", s.list("PodMetrics"))
	mux.HandleFunc("GET "+root+"/namespaces/{namespace}/pods/{name}", s.get("PodMetrics", "podmetrics"))
	return mux
}

func apiResource(name, kind string, namespaced bool) map[string]any {
	return map[string]any{
		"name": name, "singularName": "", "kind": kind, "namespaced": namespaced, "verbs": []string{"get", "list"},
	}
}

func document(body any) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, body) })
}

// list answers with the metrics of all objects that the selectors of the request match.
func (s *metricsServer) list(kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		query := url.Values{}
		for _, selector := range []string{"labelSelector", "fieldSelector"} {
			query.Set(selector, r.URL.Query().Get(selector))
		}
		var found struct{ Items []measured }
		if err := s.read(source(r)+"?"+query.Encode(), &found); err != nil {
			fail(w, http.StatusInternalServerError, "InternalError", err.Error())
			return
		}
		items := []any{}
		for _, object := range found.Items {
			if metrics, err := metricsOf(kind, object); err == nil {
				items = append(items, metrics)
			}
		}
		answer(w, http.StatusOK, map[string]any{
			"kind": kind + "List", "apiVersion": metricsGroupVersion, "metadata": map[string]string{}, "items": items,
		})
	}
}

func (s *metricsServer) get(kind, resource string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var object measured
		err := s.read(source(r), &object)
		var metrics any
		if err == nil {
			metrics, err = metricsOf(kind, object)
		}
		switch {
		case errors.Is(err, errNotMeasured):
			what := fmt.Sprintf("%s.%s %q not found", resource, metricsGroup, r.PathValue("name"))
			fail(w, http.StatusNotFound, "NotFound", what)
		case err != nil:
			fail(w, http.StatusInternalServerError, "InternalError", err.Error())
		default:
			answer(w, http.StatusOK, metrics)
		}
	}
}

// source is the path of the API server with what the request wants the metrics of.
func source(r *http.Request) string {
	return "/api/v1" + r.URL.EscapedPath()[len("/apis/"+metricsGroupVersion):]
}

func (s *metricsServer) read(path string, into any) error {
	response, err := s.client.Get(s.api + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusNotFound {
		return errNotMeasured
	}
	if response.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(response.Body)
		return fmt.Errorf("%s: %s", response.Status, text)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// metricsOf gives the metrics of one node or pod, or errNotMeasured.
func metricsOf(kind string, object measured) (any, error) {
	if !object.isUp(kind) || object.Metadata.Annotations[usageAnnotation+"cpu"] == "none" {
		return nil, errNotMeasured
	}
	meta := object.Metadata
	meta.CreationTimestamp, meta.Annotations = measuredAt, nil
	metrics := map[string]any{
		"kind": kind, "apiVersion": metricsGroupVersion, "metadata": meta, "timestamp": measuredAt, "window": measuredFor,
	}
	if kind == "NodeMetrics" {
		metrics["usage"] = usageOf(object.Metadata, object.Metadata.Name)
		return metrics, nil
	}
	containers := []any{}
	for _, container := range object.Spec.Containers {
		use := usageOf(object.Metadata, object.Metadata.Name+"/"+container.Name)
		containers = append(containers, map[string]any{"name": container.Name, "usage": use})
	}
	metrics["containers"] = containers
	return metrics, nil
}

func (m measured) isUp(kind string) bool {
	if kind == "PodMetrics" {
		return m.Status.Phase == "Running"
	}
	for _, condition := range m.Status.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True"
		}
	}
	return false
}

// usageOf derives numbers from a name, written as metrics-server does, unless annotations say others.
func usageOf(meta objectMeta, name string) map[string]string {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(name))
	n := hash.Sum32()
	use := map[string]string{"cpu": fmt.Sprintf("%dn", n%900_000_000), "memory": fmt.Sprintf("%dKi", n%2_000_000)}
	for _, resource := range []string{"cpu", "memory", "swap"} {
		if said, ok := meta.Annotations[usageAnnotation+resource]; ok {
			use[resource] = said
		}
	}
	return use
}

func fail(w http.ResponseWriter, code int, reason, message string) {
	answer(w, code, map[string]any{
		"kind": "Status", "apiVersion": "v1", "metadata": map[string]string{}, "status": "Failure",
		"message": message, "reason": reason, "code": code,
	})
}

func answer(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}
