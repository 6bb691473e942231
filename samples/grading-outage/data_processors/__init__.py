"""Processors that turn raw rows into tables."""
