package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
)

// serveTLS serves on the loopback interface until it is killed, with the certificate of an identity. Whoever asks
// must hold a certificate of the authority.
func (c *cluster) serveTLS(port int, identity, authority string, handler http.Handler) error {
	ca, err := os.ReadFile(c.pki(authority + ".crt"))
	if err != nil {
		return err
	}
	clients := x509.NewCertPool()
	clients.AppendCertsFromPEM(ca)
	server := http.Server{
		Addr:      fmt.Sprintf("127.0.0.1:%d", port),
		Handler:   handler,
		TLSConfig: &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients},
	}
	return server.ListenAndServeTLS(c.pki(identity+".crt"), c.pki(identity+".key"))
}
