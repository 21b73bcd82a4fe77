package main

import (
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/kwok/kustomize/stage/node/fast"
	heartbeat "sigs.k8s.io/kwok/kustomize/stage/node/heartbeat-with-lease"
	pod "sigs.k8s.io/kwok/kustomize/stage/pod/fast"
)

const serviceCIDR = "10.0.0.0/16"

func loopback(scheme string, port int) string { return fmt.Sprintf("%s://127.0.0.1:%d", scheme, port) }

func (c *cluster) etcdArgs(p ports) []string {
	client, peer := loopback("http", p.etcdClient), loopback("http", p.etcdPeer)
	return []string{
		"--name=test", "--data-dir=" + c.path("etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=test=" + peer,
		"--quota-backend-bytes=8589934592",
	}
}

func (c *cluster) apiServerArgs(p ports) []string {
	return []string{
		"--etcd-servers=" + loopback("http", p.etcdClient),
		fmt.Sprintf("--secure-port=%d", p.api), "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
		// Otherwise it refuses to advertise a loopback address.
		"--endpoint-reconciler-type=none",
		"--client-ca-file=" + c.pki("ca.crt"),
		"--tls-cert-file=" + c.pki("apiserver.crt"), "--tls-private-key-file=" + c.pki("apiserver.key"),
		"--kubelet-client-certificate=" + c.pki("kubelet-client.crt"), "--kubelet-client-key=" + c.pki("kubelet-client.key"),
		"--kubelet-preferred-address-types=InternalIP",
		"--service-account-key-file=" + c.pki("service-account.key"),
		"--service-account-signing-key-file=" + c.pki("service-account.key"),
		"--service-account-issuer=https://kubernetes.default.svc",
		// How the aggregator proves itself to metrics.k8s.io, and whom it speaks for.
		"--requestheader-client-ca-file=" + c.pki("front-proxy-ca.crt"), "--requestheader-allowed-names=front-proxy-client",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file=" + c.pki("front-proxy-client.crt"), "--proxy-client-key-file=" + c.pki("front-proxy-client.key"),
		"--authorization-mode=Node,RBAC", "--service-cluster-ip-range=" + serviceCIDR, "--allow-privileged",
		"--token-auth-file=" + c.path("tokens.csv"),
		// The load of benchmarks must meet kctl's limits, not the server's.
		"--max-requests-inflight=2000", "--max-mutating-requests-inflight=1000",
	}
}

func (c *cluster) controllerManagerArgs(p ports) []string {
	return []string{
		"--kubeconfig=" + c.path("controller-manager.kubeconfig"), fmt.Sprintf("--secure-port=%d", p.controllerManager),
		"--bind-address=127.0.0.1", "--leader-elect=false", "--use-service-account-credentials",
		"--root-ca-file=" + c.pki("ca.crt"), "--service-account-private-key-file=" + c.pki("service-account.key"),
		"--cluster-signing-cert-file=" + c.pki("ca.crt"), "--cluster-signing-key-file=" + c.pki("ca.key"),
		"--kube-api-qps=500", "--kube-api-burst=1000",
		// KWOK's nodes are heard of every ten minutes, on a busy machine later; pods must not become unready for that.
		"--node-monitor-grace-period=24h",
	}
}

func (c *cluster) schedulerArgs(p ports) []string {
	return []string{
		"--kubeconfig=" + c.path("scheduler.kubeconfig"), fmt.Sprintf("--secure-port=%d", p.scheduler),
		"--bind-address=127.0.0.1", "--leader-elect=false", "--kube-api-qps=500", "--kube-api-burst=1000",
	}
}

func (c *cluster) kwokArgs(p ports) []string {
	address := fmt.Sprintf("127.0.0.1:%d", p.kwok)
	return []string{
		"--kubeconfig=" + c.path("kubeconfig"), "--config=" + c.path("stages.yaml"), "--manage-all-nodes=true",
		"--node-ip=127.0.0.1", fmt.Sprintf("--node-port=%d", p.kubelet), "--server-address=" + address,
		"--tls-cert-file=" + c.pki("kwok.crt"), "--tls-private-key-file=" + c.pki("kwok.key"),
	}
}

func (c *cluster) kubeletArgs(p ports) []string {
	return []string{"--dir=" + c.dir, fmt.Sprintf("--port=%d", p.kubelet)}
}

func (c *cluster) metricsArgs(p ports) []string {
	return []string{"--dir=" + c.dir, fmt.Sprintf("--port=%d", p.metrics)}
}

// writeConfigs writes the kubeconfigs, KWOK's stages and the tokens of test users.
func (c *cluster) writeConfigs(p ports) error {
	stages := strings.Join([]string{
		fast.DefaultNodeInit, heartbeat.DefaultNodeHeartbeatWithLease,
		pod.DefaultPodReady, pod.DefaultPodComplete, pod.DefaultPodDelete, podEndsAtOnce,
	}, "\n---\n")
	files := map[string]string{
		"stages.yaml": stages,
		// token,user,uid,"groups": one administrator, one who may do nothing.
		"tokens.csv": "test-admin-token,token-admin,1,\"system:masters\"\ntest-nobody-token,nobody,2\n",
	}
	for file, user := range map[string]string{
		"kubeconfig": "admin", "controller-manager.kubeconfig": "controller-manager", "scheduler.kubeconfig": "scheduler",
	} {
		config, err := c.kubeconfig(p.api, user)
		if err != nil {
			return err
		}
		files[file] = config
	}
	for name, content := range files {
		if err := os.WriteFile(c.path(name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}
