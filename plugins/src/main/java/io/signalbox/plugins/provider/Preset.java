package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.Dialect;
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
/// @param auth how the key is sent
/// @param keyVariable its usual environment variable; empty: it needs no key
/// @param quirks differences from the dialect
/// @param reach where it runs
record Preset(
    String id,
    String name,
    String baseUrl,
    String dialect,
    Provider.Auth auth,
    Optional<String> keyVariable,
    Set<Quirk> quirks,
    Provider.Reach reach) {

  /// A provider in the cloud that speaks OpenAI's dialect and wants a key.
  static Preset cloud(String id, String name, String baseUrl, String keyVariable) {
    return new Preset(
        id,
        name,
        baseUrl,
        Dialect.OPENAI,
        Provider.Auth.BEARER,
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
        Dialect.OPENAI,
        Provider.Auth.BEARER,
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL);
  }

  Preset speaking(String otherDialect, Provider.Auth otherAuth) {
    return new Preset(id, name, baseUrl, otherDialect, otherAuth, keyVariable, quirks, reach);
  }

  Preset with(Quirk first, Quirk... more) {
    return new Preset(
        id, name, baseUrl, dialect, auth, keyVariable, EnumSet.of(first, more), reach);
  }

  Preset simulated() {
    return new Preset(
        id, name, baseUrl, dialect, auth, keyVariable, quirks, Provider.Reach.SIMULATED);
  }

  Provider provider(ModelList models) {
    return new Provider(
        id, name, baseUrl, dialect, auth, keyVariable, quirks, reach, models.of(id));
  }
}
