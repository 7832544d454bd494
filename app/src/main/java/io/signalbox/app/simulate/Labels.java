package io.signalbox.app.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The metadata of a request that is being written. Immutable.
record Labels(SequencedMap<String, String> values) {
  Labels {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  static Labels none() {
    return new Labels(new LinkedHashMap<>());
  }

  static Labels of(Map<String, String> values) {
    return new Labels(new LinkedHashMap<>(values));
  }

  /// These and one more, written `key = value`; empty if it is not written so.
  Optional<Labels> with(String written) {
    int equals = written.indexOf('=');
    String key = equals < 0 ? "" : written.substring(0, equals).strip();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    var more = new LinkedHashMap<>(values);
    more.put(key, written.substring(equals + 1).strip());
    return Optional.of(new Labels(more));
  }

  /// These without one.
  Labels without(String key) {
    var fewer = new LinkedHashMap<>(values);
    fewer.remove(key);
    return new Labels(fewer);
  }
}
