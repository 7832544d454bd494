package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Quirk;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Describes one provider, step by step. Immutable; each step gives another.
///
/// @param id as in graphs
/// @param name how people call it
/// @param baseUrl as its own SDK takes it
/// @param dialect the API shape
/// @param keyCheck the path of a `GET` that looks at a key; empty if its list of models does
/// @param keyVariable its usual environment variable; empty: it needs no key
/// @param quirks differences from the dialect
/// @param reach where it runs
record Preset(
    String id,
    String name,
    String baseUrl,
    String dialect,
    Optional<String> keyCheck,
    Optional<String> keyVariable,
    Set<Quirk> quirks,
    Provider.Reach reach) {
  private static final String OPENAI = "openai";

  /// A provider in the cloud that speaks OpenAI's dialect and wants a key.
  static Preset cloud(String id, String name, String baseUrl, String keyVariable) {
    return new Preset(
        id,
        name,
        baseUrl,
        OPENAI,
        Optional.empty(),
        Optional.of(keyVariable),
        Set.of(),
        Provider.Reach.CLOUD);
  }

  /// A server on the user's machine that speaks OpenAI's dialect and wants no key.
  static Preset local(String id, String name, String baseUrl) {
    return new Preset(
        id,
        name,
        baseUrl,
        OPENAI,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL);
  }

  Preset speaking(String otherDialect) {
    return new Preset(id, name, baseUrl, otherDialect, keyCheck, keyVariable, quirks, reach);
  }

  /// The same with a list of models that is open to everybody, so that a key is looked at here.
  Preset checkedAt(String path) {
    return new Preset(id, name, baseUrl, dialect, Optional.of(path), keyVariable, quirks, reach);
  }

  Preset with(Quirk first, Quirk... more) {
    return new Preset(
        id, name, baseUrl, dialect, keyCheck, keyVariable, EnumSet.of(first, more), reach);
  }

  Preset simulated() {
    return new Preset(
        id, name, baseUrl, dialect, keyCheck, keyVariable, quirks, Provider.Reach.SIMULATED);
  }

  Provider provider(ModelList models) {
    return new Provider(
        id,
        name,
        baseUrl,
        dialect,
        Optional.empty(),
        keyVariable,
        quirks,
        reach,
        keyCheck,
        models.of(id));
  }
}
