//! Which address a request came from.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr};

/// The address of the client: the peer's, or, if the peer is a proxy that is trusted, the last
/// one in `X-Forwarded-For` that isn't. What an untrusted peer says about itself is ignored.
#[must_use]
pub fn client(peer: Option<IpAddr>, headers: &HeaderMap, proxies: &[IpNet]) -> Option<IpAddr> {
    let trusted = |address: &IpAddr| proxies.iter().any(|net| net.contains(address));
    let mut client = peer?.to_canonical();
    if !trusted(&client) {
        return Some(client);
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    for hop in hops.into_iter().rev() {
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        client = hop.to_canonical();
        if !trusted(&client) {
            break;
        }
    }
    Some(client)
}

/// The address for limits: whoever has one IPv6 address has its whole /64.
#[must_use]
pub fn for_limits(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client_of(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let lines =
            forwarded.iter().map(|l| ("x-forwarded-for".parse().unwrap(), l.parse().unwrap()));
        let headers: HeaderMap = lines.collect();
        client(Some(peer.parse().unwrap()), &headers, &proxies).unwrap().to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client_of("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client_of("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client_of("::ffff:10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client_of("10.0.0.1", &["203.0.113.9, 198.51.100.7, 10.9.9.9"]), "198.51.100.7");
        assert_eq!(
            client_of("10.0.0.1", &["203.0.113.9", "198.51.100.7", "10.9.9.9"]),
            "198.51.100.7"
        );
        assert_eq!(client_of("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client_of("10.0.0.1", &["junk"]), "10.0.0.1");
        assert_eq!(client_of("10.0.0.1", &["198.51.100.7, junk"]), "10.0.0.1");
    }

    #[test]
    fn neighbours_in_ipv6_share_a_limit() {
        let of = |text: &str| for_limits(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
