"""System checks: what a host has to put right before its site can work. One file a subject."""
