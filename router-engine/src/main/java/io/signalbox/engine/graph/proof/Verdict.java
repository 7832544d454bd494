package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.Promise;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be said of a promise whatever requests come. Immutable.
public sealed interface Verdict {
  /// The promise.
  Promise promise();

  /// It cannot be broken.
  record Holds(Promise promise) implements Verdict {}

  /// It can be broken.
  ///
  /// @param path the ids from the start to the model that must not be reached
  /// @param example values of the variables of one request that takes this path
  /// @param why in words
  record Broken(Promise promise, List<String> path, Map<String, Object> example, String why)
      implements Verdict {
    public Broken {
      path = List.copyOf(path);
      example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }
  }

  /// It could neither be shown that it holds nor that it can be broken.
  ///
  /// @param path the ids of the path in doubt; empty if it is no single one
  record Unknown(Promise promise, String reason, List<String> path) implements Verdict {
    public Unknown {
      path = List.copyOf(path);
    }
  }
}
