//! What tags say.
