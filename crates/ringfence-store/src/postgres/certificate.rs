//! Whose server it is: TLS with a certificate that is looked at.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::StoreError;

/// Trusts what one authority has signed, and nothing else.
pub(super) fn trusting(authority: &Path) -> Result<MakeRustlsConnect, StoreError> {
    let unread = |fault: String| StoreError::NotABook {
        place: authority.display().to_string(),
        found: format!("no certificate of an authority can be read from it: {fault}"),
        wanted: "sslrootcert names a file in PEM form".to_owned(),
    };
    let mut roots = RootCertStore::empty();
    let all = CertificateDer::pem_file_iter(authority).map_err(|it| unread(it.to_string()))?;
    for certificate in all {
        let certificate = certificate.map_err(|it| unread(it.to_string()))?;
        let added = roots.add(certificate);
        added.map_err(|it| unread(it.to_string()))?;
    }
    if roots.is_empty() {
        return Err(unread("it holds none".to_owned()));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|it| unread(it.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
