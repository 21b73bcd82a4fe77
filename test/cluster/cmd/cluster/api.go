package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

const kubeconfigText = `apiVersion: v1
kind: Config
clusters:
- name: kctl-test
  cluster:
    server: https://127.0.0.1:%d
    certificate-authority-data: %s
users:
- name: %s
  user:
    client-certificate-data: %s
    client-key-data: %s
contexts:
- name: kctl-test
  context:
    cluster: kctl-test
    user: %[3]s
current-context: kctl-test
`

func (c *cluster) kubeconfig(port int, user string) (string, error) {
	parts := []any{port}
	for _, file := range []string{"ca.crt", user + ".crt", user + ".key"} {
		data, err := os.ReadFile(c.pki(file))
		if err != nil {
			return "", err
		}
		parts = append(parts, base64.StdEncoding.EncodeToString(data))
		if file == "ca.crt" {
			parts = append(parts, user)
		}
	}
	return fmt.Sprintf(kubeconfigText, parts...), nil
}

// call sends one request to the API server as the administrator.
func (c *cluster) call(method, path string, body any) ([]byte, error) {
	client, base, err := c.client()
	if err != nil {
		return nil, err
	}
	defer client.CloseIdleConnections()
	payload, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(method, base+path, bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	contentType := "application/json"
	if method == http.MethodPatch {
		contentType = "application/merge-patch+json"
	}
	request.Header.Set("Content-Type", contentType)
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= 300 {
		return data, fmt.Errorf("%s %s: %s: %s", method, path, response.Status, bytes.TrimSpace(data))
	}
	return data, nil
}

func (c *cluster) client() (*http.Client, string, error) {
	config, err := os.ReadFile(c.path("kubeconfig"))
	if err != nil {
		return nil, "", err
	}
	_, rest, found := strings.Cut(string(config), "server: ")
	if !found {
		return nil, "", fmt.Errorf("no server in %s", c.path("kubeconfig"))
	}
	base, _, _ := strings.Cut(rest, "\n")
	ca, err := os.ReadFile(c.pki("ca.crt"))
	if err != nil {
		return nil, "", err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	pair, err := tls.LoadX509KeyPair(c.pki("admin.crt"), c.pki("admin.key"))
	if err != nil {
		return nil, "", err
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{pair}}}
	return &http.Client{Transport: transport, Timeout: 5 * time.Second}, base, nil
}

func (c *cluster) ready() error {
	_, err := c.call(http.MethodGet, "/readyz", nil)
	return err
}

// usable holds when pods can be made and scheduled: each node is Ready and the default service account exists.
func (c *cluster) usable() error {
	if _, err := c.call(http.MethodGet, "/api/v1/namespaces/default/serviceaccounts/default", nil); err != nil {
		return err
	}
	data, err := c.call(http.MethodGet, "/api/v1/nodes", nil)
	if err != nil {
		return err
	}
	var list struct {
		Items []struct {
			Spec   struct{ Taints []struct{ Key string } }
			Status struct {
				Conditions []struct{ Type, Status string }
			}
		}
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	ready := 0
	for _, node := range list.Items {
		for _, condition := range node.Status.Conditions {
			if condition.Type == "Ready" && condition.Status == "True" && len(node.Spec.Taints) == 0 {
				ready++
			}
		}
	}
	if ready < c.nodes {
		return fmt.Errorf("%d of %d nodes are ready", ready, c.nodes)
	}
	return nil
}

// createNodes makes the nodes that KWOK plays, large enough for the 10,000 pods of the benchmark.
func (c *cluster) createNodes(kubeletPort int) error {
	resources := map[string]string{"cpu": "1000", "memory": "4Ti", "pods": "20000", "ephemeral-storage": "10Ti"}
	for i := range c.nodes {
		name := fmt.Sprintf("node-%d", i)
		node := map[string]any{
			"apiVersion": "v1", "kind": "Node",
			"metadata": map[string]any{
				"name":        name,
				"annotations": map[string]string{"kwok.x-k8s.io/node": "fake"},
				"labels": map[string]string{
					"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
					"node-role.kubernetes.io/worker": "",
				},
			},
			"status": map[string]any{
				"capacity": resources, "allocatable": resources,
				// Of a node that lacks one of these KWOK takes the other away, each time that it was not Ready.
				"addresses": []any{
					map[string]string{"type": "InternalIP", "address": "127.0.0.1"},
					map[string]string{"type": "Hostname", "address": name},
				},
				"daemonEndpoints": map[string]any{"kubeletEndpoint": map[string]int{"Port": kubeletPort}},
			},
		}
		if _, err := c.call(http.MethodPost, "/api/v1/nodes", node); err != nil {
			return err
		}
	}
	return nil
}
