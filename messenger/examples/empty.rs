//! An axum handler that does nothing: what the benchmark holds `verify` against.

use axum::Router;
use axum::routing::post;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:9259".into());
    let router = Router::new().route("/v1/apps/{app}/verify", post(async || ""));
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("empty on http://{address}");
    axum::serve(listener, router).await
}
