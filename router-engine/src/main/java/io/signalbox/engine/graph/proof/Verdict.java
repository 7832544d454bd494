package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Promise;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be said of a promise whatever requests come. Immutable.
public sealed interface Verdict {
  /// The promise.
  Promise promise();

  /// It cannot be broken.
  record Holds(Promise promise) implements Verdict {}

  /// It can be broken on this path.
  ///
  /// @param path the ids from the start to the model that must not be reached
  /// @param exits the exits on the path, after [Place#START]
  /// @param out the exit from which on there are only models that must not be reached; empty if it
  ///   is about calls or what they cost
  /// @param example values of the variables of one request that takes this path
  /// @param why in words
  record Broken(
      Promise promise,
      List<String> path,
      List<Place> exits,
      Optional<Place> out,
      Map<String, Object> example,
      String why)
      implements Verdict {
    public Broken {
      path = List.copyOf(path);
      exits = List.copyOf(exits);
      example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }
  }

  /// It could neither be shown that it holds nor that it can be broken.
  ///
  /// @param path the ids of the path in doubt; empty if it is no single one
  /// @param exits the exits on the path, after [Place#START]
  record Unknown(Promise promise, String reason, List<String> path, List<Place> exits)
      implements Verdict {
    public Unknown {
      path = List.copyOf(path);
      exits = List.copyOf(exits);
    }

    /// There is more to look at than is looked at.
    static Unknown tooMany(Promise promise) {
      String reason = "there are too many paths to check all of them";
      return new Unknown(promise, reason, List.of(), List.of());
    }

    static Unknown on(GraphPath way, Promise promise, String reason) {
      return new Unknown(promise, reason, way.path(), way.exits());
    }
  }
}
