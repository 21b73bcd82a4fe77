package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
)

// endsAtOnce is the annotation of a pod that ends instead of starting: the exit code of its containers.
const endsAtOnce = "kctl.test/exit-code"

// brokenContainer is the name of containers that nobody can attach to.
const brokenContainer = "broken"

// podEndsAtOnce is KWOK's stage for such a pod. Its weight keeps KWOK's own stage, which has none, from being chosen.
const podEndsAtOnce = `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: pod-ends-at-once
spec:
  resourceRef: {apiGroup: v1, kind: Pod}
  weight: 1
  selector:
    matchExpressions:
    - {key: '.metadata.deletionTimestamp', operator: DoesNotExist}
    - {key: '.status.phase', operator: In, values: [Pending]}
    - {key: '.metadata.annotations["` + endsAtOnce + `"]', operator: Exists}
  next:
    statusTemplate: |
      {{ $now := Now }}
      {{ $code := index .metadata.annotations "` + endsAtOnce + `" }}
      phase: {{ if eq $code "0" }}Succeeded{{ else }}Failed{{ end }}
      startTime: {{ $now | Quote }}
      containerStatuses:
      {{ range .spec.containers }}
      - image: {{ .image | Quote }}
        name: {{ .name | Quote }}
        ready: false
        restartCount: 0
        state:
          terminated:
            exitCode: {{ $code }}
            finishedAt: {{ $now | Quote }}
            reason: {{ if eq $code "0" }}Completed{{ else }}Error{{ end }}
            startedAt: {{ $now | Quote }}
      {{ end }}
`

// attachedPod is what is read of a pod whose container somebody attaches to.
type attachedPod struct {
	Spec struct {
		RestartPolicy string
		Containers    []container
	}
}

type container struct {
	Name, Image   string
	Command, Args []string
}

// AttachContainer plays a container, no program of this machine runs: it tells its name on stdout and stderr,
// gives back its stdin, and ends. The words "exit CODE" of its command say with what, "vanish" that its pod is
// deleted with it; a pod that is not to be restarted ends with its container.
func (k *kubelet) AttachContainer(
	_ context.Context, path, _, name string, in io.Reader, out, errOut io.WriteCloser, tty bool,
	resize <-chan remotecommand.TerminalSize,
) error {
	if name == brokenContainer {
		return errors.New("its terminal is broken")
	}
	data, err := k.cluster.call(http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	var pod attachedPod
	if err := json.Unmarshal(data, &pod); err != nil {
		return err
	}
	if err := play(name, in, out, errOut, tty, resize); err != nil {
		return err
	}
	return k.end(path, pod, name)
}

func play(
	name string, in io.Reader, out, errOut io.Writer, tty bool, resize <-chan remotecommand.TerminalSize,
) error {
	if tty {
		// Whoever sends sizes waits for them to be taken.
		go func() {
			for range resize {
			}
		}()
	}
	if _, err := fmt.Fprintf(out, "%s writes\n", name); err != nil {
		return err
	}
	if errOut != nil {
		if _, err := fmt.Fprintf(errOut, "%s complains\n", name); err != nil {
			return err
		}
	}
	if in == nil {
		return nil
	}
	_, err := io.Copy(out, in)
	return err
}

func (k *kubelet) end(path string, pod attachedPod, name string) error {
	at := slices.IndexFunc(pod.Spec.Containers, func(c container) bool { return c.Name == name })
	if at < 0 {
		return nil // An init container, which ends no pod.
	}
	words := slices.Concat(pod.Spec.Containers[at].Command, pod.Spec.Containers[at].Args)
	if slices.Equal(words, []string{"vanish"}) {
		_, err := k.cluster.call(http.MethodDelete, path, map[string]int{"gracePeriodSeconds": 0})
		return err
	}
	code, err := exitCode(words)
	if err != nil {
		return err
	}
	if pod.Spec.RestartPolicy == "Never" || pod.Spec.RestartPolicy == "OnFailure" && code == 0 {
		_, err = k.cluster.call(http.MethodPatch, path+"/status", map[string]any{"status": endedStatus(pod, code)})
	}
	return err
}

func exitCode(words []string) (int, error) {
	code, found := strings.CutPrefix(strings.Join(words, " "), "exit ")
	if !found {
		return 0, nil
	}
	return strconv.Atoi(code)
}

// endedStatus is that of a pod all of whose containers have ended.
func endedStatus(pod attachedPod, code int) map[string]any {
	phase, reason := "Succeeded", "Completed"
	if code != 0 {
		phase, reason = "Failed", "Error"
	}
	now := time.Now().UTC().Format(time.RFC3339)
	statuses := make([]map[string]any, 0, len(pod.Spec.Containers))
	for _, c := range pod.Spec.Containers {
		statuses = append(statuses, map[string]any{
			"name": c.Name, "image": c.Image, "imageID": "", "ready": false, "restartCount": 0,
			"state": map[string]any{"terminated": map[string]any{
				"exitCode": code, "reason": reason, "startedAt": now, "finishedAt": now,
			}},
		})
	}
	return map[string]any{"phase": phase, "containerStatuses": statuses}
}
