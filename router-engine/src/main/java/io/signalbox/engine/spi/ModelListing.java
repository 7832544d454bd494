package io.signalbox.engine.spi;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What came of asking a provider for its models.
public sealed interface ModelListing {
  /// It answered.
  ///
  /// @param models its names of them, in its own order
  /// @param contexts the tokens that it runs each with, as far as it says so: by names
  record Listed(List<String> models, Map<String, Long> contexts) implements ModelListing {
    public Listed {
      models = List.copyOf(models);
      contexts = Map.copyOf(contexts);
    }

    /// One that says nothing but names.
    public Listed(List<String> models) {
      this(models, Map.of());
    }

    /// The context of one of the models; empty if it is not known.
    public OptionalLong context(String model) {
      Long tokens = contexts.getOrDefault(model, contexts.get(model.replaceFirst(":latest$", "")));
      return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
    }
  }

  /// It does not take the key, or wants one.
  ///
  /// @param status 401 or 403; 0 if the key cannot even be sent
  record Refused(int status) implements ModelListing {}

  /// It answered that requests come too often.
  record Limited() implements ModelListing {}

  /// No answer came.
  ///
  /// @param why what goes on: “refuses connections”
  record Unreachable(String why) implements ModelListing {}

  /// Something answered that is no list of models.
  ///
  /// @param why what was wrong with it
  record Strange(String why) implements ModelListing {}
}
