//! The plan checker against plans made by hand, plans broken on purpose, and a slow simulator.

mod by_hand;
mod column;
mod greedy;
mod large;
mod limits;
mod mariupol;
mod mutation;
mod roster;
mod simulator;
mod slots;
mod twin;
mod world;
