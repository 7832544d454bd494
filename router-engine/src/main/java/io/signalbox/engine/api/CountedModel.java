package io.signalbox.engine.api;

import io.signalbox.engine.catalog.TokenShare;

/// A model of whose provider was learned how it counts tokens.
///
/// @param provider the provider's id
/// @param model the provider's name of it
/// @param url where it is called; empty: at its provider's own address
/// @param share how many tokens the provider reports for each that we count
public record CountedModel(String provider, String model, String url, TokenShare share) {}
