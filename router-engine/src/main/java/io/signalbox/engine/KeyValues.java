package io.signalbox.engine;

import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads keys: from the environment, else from the vault; as a whole, or joined from their parts; a
/// provider's variable may hold the path of a file. Who asks has seen to it that the key may be
/// sent. Safe for threads.
///
/// @param environment the variables, by name
/// @param vault its entries, by name; read by the keyring alone
/// @param names of its entries
record KeyValues(
    Plugins plugins,
    Function<String, Optional<String>> environment,
    Function<String, Optional<Secret>> vault,
    Supplier<List<String>> names) {
  private static final int MOST_KEY_BYTES = 20_000;

  /// The key that a reference names.
  Optional<Secret> of(KeyRef reference) {
    return switch (reference) {
      case KeyRef.Env env -> variable(env.name()).or(() -> entry(env.name()));
      case KeyRef.Vault vault -> entry(vault.name());
    };
  }

  /// An entry of the vault, or what takes its place.
  private Optional<Secret> entry(String name) {
    return vault.apply(name).or(() -> joined(parts(name)));
  }

  /// The parts of the usual key that has this name.
  List<Provider.KeyPart> parts(String name) {
    return plugins.providers().stream()
        .filter(each -> each.isUsual(name))
        .flatMap(each -> each.access().parts().stream())
        .toList();
  }

  /// A key of all its parts; empty if one is missing that it needs.
  private Optional<Secret> joined(List<Provider.KeyPart> parts) {
    var pairs = new ArrayList<String>();
    for (Provider.KeyPart part : parts) {
      var value = variable(part.variable()).or(() -> vault.apply(part.variable()));
      if (value.isEmpty() && !part.optional()) {
        return Optional.empty();
      }
      value.ifPresent(found -> pairs.add(part.name() + "=" + found.reveal()));
    }
    return pairs.isEmpty() ? Optional.empty() : Optional.of(Secret.of(String.join(" ", pairs)));
  }

  private Optional<Secret> variable(String name) {
    return environment
        .apply(name)
        .filter(value -> !value.isBlank())
        .flatMap(value -> isPath(name) ? keyFile(value) : Optional.of(Secret.of(value)));
  }

  /// Whether a variable holds the path of a file.
  boolean isPath(String name) {
    return plugins.providers().stream()
        .anyMatch(each -> each.access().file() && each.isUsual(name));
  }

  /// A key that lies in a file of its owner; empty if it cannot be read.
  private static Optional<Secret> keyFile(String path) {
    try {
      byte[] bytes = RegularFile.read(Path.of(path.strip()), MOST_KEY_BYTES);
      return bytes.length > MOST_KEY_BYTES
          ? Optional.empty()
          : Optional.of(Secret.of(new String(bytes, StandardCharsets.UTF_8)))
              .filter(key -> !key.reveal().isBlank());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// The usual key of a provider, to be sent to the provider's own address and nowhere else.
  Optional<Secret> usual(Provider provider) {
    return provider.keyVariable().map(KeyRef.Env::new).flatMap(this::of);
  }

  /// Where the usual key of a provider is; the environment comes first.
  KeyPlace placeOf(Provider provider) {
    if (provider.keyVariable().flatMap(this::variable).isPresent()) {
      return KeyPlace.ENVIRONMENT;
    }
    if (provider.keyVariable().filter(names.get()::contains).isPresent()) {
      return KeyPlace.VAULT;
    }
    List<Provider.KeyPart> parts = provider.access().parts();
    return joined(parts).isEmpty()
        ? KeyPlace.NOWHERE
        : parts.stream().anyMatch(part -> variable(part.variable()).isPresent())
            ? KeyPlace.ENVIRONMENT
            : KeyPlace.VAULT;
  }
}
