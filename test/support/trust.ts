import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** This process trusts a certificate (PEM) from now on; how to stop that. */
export function trust(certificate: string): () => void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate]);
  return () => {
    setDefaultCACertificates(before);
  };
}
