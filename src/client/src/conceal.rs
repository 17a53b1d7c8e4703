//! `Debug` for what is personal: the type's name, never a value.

/// Implements a `Debug` that shows the type's name alone.
macro_rules! conceal {
    ($($personal:ty),+ $(,)?) => {
        $(impl std::fmt::Debug for $personal {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($personal), "(..)"))
            }
        })+
    };
}

pub(crate) use conceal;
