//! The environments the API has had, as presets.

use std::{fmt, str::FromStr};

use crate::{Options, tokens};

/// An environment of API Particulier: today's staging, or one of the four of its first years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// `staging`: today's API. Token `test-token`, fields never hidden, the two retired v2 routes answer 410.
    Staging,
    /// `production`: token `production-token`, fields hidden by the token's scopes, the two retired routes answer.
    Production,
    /// `test`: the same with `test-token`.
    Test,
    /// `dev`: the same with `test-token`, and no limit to the rate.
    Dev,
    /// `mocks`: cases as they are written: `test-token`, no limit to the rate, fields never hidden; the retired routes answer.
    Mocks,
}

/// Every environment and its name on a command line.
const NAMES: [(Environment, &str); 5] = [
    (Environment::Staging, "staging"),
    (Environment::Production, "production"),
    (Environment::Test, "test"),
    (Environment::Dev, "dev"),
    (Environment::Mocks, "mocks"),
];

/// A word that names no environment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such environment: use one of {}", NAMES.map(|(_, name)| name).join(", "))]
pub struct UnknownEnvironment;

impl FromStr for Environment {
    type Err = UnknownEnvironment;

    fn from_str(text: &str) -> Result<Self, UnknownEnvironment> {
        let named = NAMES.iter().find(|(_, name)| *name == text);
        named
            .map(|(environment, _)| *environment)
            .ok_or(UnknownEnvironment)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMES.iter().find(|(environment, _)| environment == self);
        formatter.write_str(named.map_or("", |(_, name)| name))
    }
}

impl Options {
    /// The options of an environment.
    #[must_use]
    pub fn preset(environment: Environment) -> Self {
        use Environment::{Dev, Mocks, Production, Staging, Test};
        let token = if environment == Production {
            tokens::PRODUCTION
        } else {
            tokens::TEST
        };
        Self {
            tokens: vec![token.to_owned()],
            hide_fields: matches!(environment, Production | Test | Dev),
            retired_routes: environment != Staging,
            limit_rate: !matches!(environment, Dev | Mocks),
            ..Self::bare()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_its_environment() {
        for (environment, name) in NAMES {
            assert_eq!(name.parse(), Ok(environment));
            assert_eq!(environment.to_string(), name);
        }
        let unknown = "preprod".parse::<Environment>().unwrap_err();
        assert!(
            unknown
                .to_string()
                .contains("staging, production, test, dev, mocks")
        );
    }

    #[test]
    fn the_default_is_today_s_staging() {
        let (default, staging) = (Options::default(), Options::preset(Environment::Staging));
        assert_eq!(default.tokens, staging.tokens);
        assert!(!staging.retired_routes && !staging.hide_fields && staging.limit_rate);
        assert!(!default.retired_routes && !default.hide_fields && default.limit_rate);
    }
}
