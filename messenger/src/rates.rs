//! How often an address, a user or a conversation may do something, in bounded memory.

use crate::config::Limits;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;

/// What is counted is put into this many buckets, so that memory has a bound whoever comes. Two
/// that fall into one share its limit; which do can't be known outside of this process.
const BUCKETS: u64 = 1 << 17;

/// The limits of a configuration and what was used of them.
pub(crate) struct Rates {
    pub(crate) limits: Limits,
    hasher: RandomState,
    addresses: Option<DefaultKeyedRateLimiter<u32>>,
    identities: Option<DefaultKeyedRateLimiter<u32>>,
    conversations: Option<DefaultKeyedRateLimiter<u32>>,
}

impl Rates {
    pub(crate) fn new(limits: Limits) -> Self {
        let limiter = |per: fn(NonZeroU32) -> Quota, rate: u32, burst: u32| {
            let (rate, burst) = (NonZeroU32::new(rate)?, NonZeroU32::new(burst)?);
            Some(RateLimiter::keyed(per(rate).allow_burst(burst)))
        };
        let addresses = limits.requests_per_second_per_address;
        let identities = limits.logins_per_minute_per_identity;
        let conversations = limits.messages_per_minute_per_conversation;
        Rates {
            limits,
            hasher: RandomState::new(),
            addresses: limiter(Quota::per_second, addresses, addresses.saturating_mul(4)),
            identities: limiter(Quota::per_minute, identities, identities),
            conversations: limiter(Quota::per_minute, conversations, conversations),
        }
    }

    /// Whether one more request of this address is taken.
    pub(crate) fn address(&self, address: Option<std::net::IpAddr>) -> bool {
        self.allows(self.addresses.as_ref(), address.map(crate::address::for_limits))
    }

    /// Whether one more login of this user is taken. Asked only once the user is verified: nobody
    /// can use up somebody else's.
    pub(crate) fn identity(&self, app: &str, identity: &str) -> bool {
        self.allows(self.identities.as_ref(), (app, identity))
    }

    /// Whether one more message in this conversation is taken.
    pub(crate) fn conversation(&self, app: &str, conversation: &[u8]) -> bool {
        self.allows(self.conversations.as_ref(), (app, conversation))
    }

    fn allows(&self, limiter: Option<&DefaultKeyedRateLimiter<u32>>, who: impl Hash) -> bool {
        let Some(limiter) = limiter else { return true };
        let bucket = self.hasher.hash_one(who) % BUCKETS;
        // Less than 2^17, so nothing is lost.
        limiter.check_key(&u32::try_from(bucket).unwrap_or_default()).is_ok()
    }

    /// Forgets those who have used nothing lately.
    pub(crate) fn sweep(&self) {
        for limiter in
            [&self.addresses, &self.identities, &self.conversations].into_iter().flatten()
        {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}
