package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
)

// metricsService is the Service that the APIService names, as metrics-server's manifests have it.
const metricsService, metricsNamespace = "metrics-server", "kube-system"

// registerMetrics makes the Service and the APIService of metrics.k8s.io. Loopback addresses are refused in
// endpoints, so the Service is an ExternalName one; the aggregator sends to that name.
func (c *cluster) registerMetrics(port int) error {
	ca, err := os.ReadFile(c.pki("ca.crt"))
	if err != nil {
		return err
	}
	service := map[string]any{
		"apiVersion": "v1", "kind": "Service",
		"metadata": map[string]string{"name": metricsService},
		"spec":     map[string]any{"type": "ExternalName", "externalName": "127.0.0.1"},
	}
	if _, err := c.call(http.MethodPost, "/api/v1/namespaces/"+metricsNamespace+"/services", service); err != nil {
		return err
	}
	_, err = c.call(http.MethodPost, "/apis/apiregistration.k8s.io/v1/apiservices", map[string]any{
		"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
		"metadata": map[string]string{"name": "v1beta1." + metricsGroup},
		"spec": map[string]any{
			"group": metricsGroup, "version": "v1beta1", "groupPriorityMinimum": 100, "versionPriority": 100,
			"caBundle": base64.StdEncoding.EncodeToString(ca),
			"service":  map[string]any{"name": metricsService, "namespace": metricsNamespace, "port": port},
		},
	})
	return err
}

// systemNamespace holds when the API server has made the namespace of the metrics Service.
func (c *cluster) systemNamespace() error {
	_, err := c.call(http.MethodGet, "/api/v1/namespaces/"+metricsNamespace, nil)
	return err
}

// metricsUsable holds when the API server tells clients of metrics.k8s.io and reaches it.
func (c *cluster) metricsUsable() error {
	data, err := c.call(http.MethodGet, "/apis", nil)
	if err != nil {
		return err
	}
	var list struct{ Groups []struct{ Name string } }
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if !slices.ContainsFunc(list.Groups, func(group struct{ Name string }) bool { return group.Name == metricsGroup }) {
		return fmt.Errorf("%s is not discovered", metricsGroup)
	}
	_, err = c.call(http.MethodGet, "/apis/"+metricsGroupVersion+"/nodes", nil)
	return err
}
