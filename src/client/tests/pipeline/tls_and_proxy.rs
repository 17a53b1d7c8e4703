//! Certificates are always checked; proxy variables are honoured.

use std::{
    io::{Read, Write},
    net::TcpListener,
    process::{Child, Command},
    sync::{Arc, mpsc},
};

use api_particulier::{Client, Error, Settings, TransportKind};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::{
    RECIPIENT, call,
    errors::kind,
    settings,
    stub::{Answer, Stub},
};

/// Tells a test that it runs in a process of its own, with the environment it needs.
const CHILD: &str = "API_PARTICULIER_TEST_CHILD";

/// Runs one test of this file again, in a process with other environment variables.
fn again(test: &str, variables: &[(&str, &str)]) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", &format!("tls_and_proxy::{test}")])
        .env(CHILD, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    command.envs(variables.iter().copied()).spawn().unwrap()
}

fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

fn far_away() -> Settings {
    let recipient = RECIPIENT.parse().unwrap();
    Settings::builder()
        .base_url("https://gateway.example")
        .token("test-token")
        .recipient(recipient)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused() {
    let own = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions();
    let config = config
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let handshake = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        TlsAcceptor::from(Arc::new(config))
            .accept(stream)
            .await
            .map(drop)
    });
    let settings = far_away()
        .with(|builder| builder.base_url(format!("https://localhost:{port}")))
        .unwrap();
    let error = call(&Client::new(settings).unwrap()).await.unwrap_err();
    assert_eq!(kind(&error), TransportKind::Tls);
    assert!(
        handshake.await.unwrap().is_err(),
        "the token must not have been sent"
    );
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_gets_no_token() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let greeting = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let mut heard = Vec::new();
        // How the other side hangs up does not matter, only what it said before.
        let _ = stream.read_to_end(&mut heard);
        heard
    });
    let settings = far_away()
        .with(|builder| builder.base_url(format!("https://127.0.0.1:{port}")))
        .unwrap();
    assert_eq!(
        kind(&call(&Client::new(settings).unwrap()).await.unwrap_err()),
        TransportKind::Tls
    );
    let heard = greeting.join().unwrap();
    assert!(!heard.windows(10).any(|window| window == b"test-token"));
}

#[tokio::test]
async fn proxy_variables_are_honoured() {
    if is_child() {
        assert!(matches!(
            call(&Client::new(far_away()).unwrap()).await,
            Err(Error::Transport(_))
        ));
        return;
    }
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let (asked, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = proxy.accept().unwrap();
        let mut head = [0; 27];
        stream.read_exact(&mut head).unwrap();
        // Heard before the stream closes, so before the child can end.
        asked.send(head).unwrap();
    });
    let variables = [("HTTPS_PROXY", address.as_str()), ("https_proxy", &address)];
    let mut child = again("proxy_variables_are_honoured", &variables);
    assert!(child.wait().unwrap().success());
    assert_eq!(&heard.try_recv().unwrap(), b"CONNECT gateway.example:443");
}

#[tokio::test]
async fn a_proxy_never_stands_before_this_machine() {
    if is_child() {
        let stub = Stub::answering([Answer::text(200, &[], "{}")]).await;
        assert!(call(&crate::client(&stub)).await.is_ok());
        return;
    }
    let nobody = "http://127.0.0.1:1";
    let mut child = again(
        "a_proxy_never_stands_before_this_machine",
        &[("HTTP_PROXY", nobody), ("http_proxy", nobody)],
    );
    assert!(child.wait().unwrap().success());
}

#[tokio::test]
async fn a_machine_without_certificates_is_told_so_and_may_still_call_itself() {
    if is_child() {
        assert_eq!(
            kind(&Client::new(far_away()).unwrap_err()),
            TransportKind::NoTrustedRoots
        );
        let stub = Stub::answering([Answer::text(200, &[], "{}")]).await;
        assert!(Client::new(settings(&stub).build().unwrap()).is_ok());
        return;
    }
    let nowhere = [("SSL_CERT_FILE", "/nowhere"), ("SSL_CERT_DIR", "/nowhere")];
    let mut child = again(
        "a_machine_without_certificates_is_told_so_and_may_still_call_itself",
        &nowhere,
    );
    assert!(child.wait().unwrap().success());
}
