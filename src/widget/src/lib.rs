//! The widget a citizen uses: it asks who they are, what they agree to, and fills the host page's form.
