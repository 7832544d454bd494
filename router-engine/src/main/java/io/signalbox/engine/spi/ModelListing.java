package io.signalbox.engine.spi;

import java.util.List;

/// What came of asking a provider for its models.
public sealed interface ModelListing {
  /// It answered.
  ///
  /// @param models its names of them, in its own order
  record Listed(List<String> models) implements ModelListing {
    public Listed {
      models = List.copyOf(models);
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
